"""Breaking off from another thread, and what C code sees of it."""

import ctypes

from rag.interruption import Interruption, flagged

LOOKED_AT = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p)


def test_c_code_sees_what_python_made() -> None:
    interruption, other = Interruption(), Interruption()
    look = ctypes.cast(flagged(), LOOKED_AT)
    assert (interruption.made, look(interruption.address)) == (False, False)
    interruption.make()
    interruption.make()
    assert (interruption.made, look(interruption.address)) == (True, True)
    assert look(other.address) is False
