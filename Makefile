# Two commands do everything on a fresh machine with Python 3.11+, make and a C/C++ compiler:
#   make ask Q="How many North Korean soldiers were wounded?"
#   make test

PYTHON ?= python3
LIBRARY ?= build/library
Q ?= How many North Korean soldiers were wounded?

BIN := .venv/bin
FOOTNOTED := $(BIN)/footnoted

# Virtual machines announce AMX and fault on its use, so llama.cpp is built without it there.
ifneq (,$(shell grep -o -m1 amx_tile /proc/cpuinfo 2>/dev/null))
NO_AMX := -march=native -mno-amx-tile -mno-amx-int8 -mno-amx-bf16
BUILD_FLAGS := -DGGML_NATIVE=OFF -DCMAKE_C_FLAGS='$(NO_AMX)' -DCMAKE_CXX_FLAGS='$(NO_AMX)'
endif
export CMAKE_ARGS ?= -DLLAVA_BUILD=OFF $(BUILD_FLAGS)
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc 2>/dev/null || echo 2)

.PHONY: setup setup-dev setup-extras ask test lint eval eval-part ui bench lock attacks soak clean

setup: .venv/.ready
setup-dev: .venv/.ready-dev
setup-extras: .venv/.ready-extras

.venv/.ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/.ready-dev: .venv/.ready
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

# What docs/growth.md is about. Nothing of it is compiled: that would take hours, and a machine for
# which there are no wheels goes without, as `make test` does everywhere: those tests are skipped.
.venv/.ready-extras: .venv/.ready-dev
	@touch $@; for extra in milvus ray; do \
		$(BIN)/python -m pip install --quiet --constraint constraints.txt \
			--only-binary grpcio,pyarrow,ray --editable ".[$$extra]" || { rm -f $@; \
			echo "The extra $$extra cannot be installed here: its tests are skipped."; }; \
	done

# The articles are indexed when they or the program's reading of them changed.
$(LIBRARY)/.indexed: .venv/.ready $(wildcard seeds/*.txt)
	$(FOOTNOTED) index seeds --library $(LIBRARY)
	touch $@

ask: $(LIBRARY)/.indexed
	@$(FOOTNOTED) ask "$(Q)" --library $(LIBRARY)

# A good part of the tests wait for programs that they start; those of a file share what they made.
# In the order of the folders: the slow ones, few to a file, begin first.
test: .venv/.ready-dev
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder \
		--max-worker-restart 0

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: .venv/.ready
	$(FOOTNOTED) eval --compare --metamorphic --report build/eval

# The same few questions every time, with the real model.
eval-part: .venv/.ready
	$(FOOTNOTED) eval --sample 27 --gates eval/ci-gates.toml --report build/eval-part

ui: $(LIBRARY)/.indexed
	$(FOOTNOTED) ui --library $(LIBRARY)

bench: .venv/.ready
	$(BIN)/python -m eval.benchmarks

# Both locks, from what is declared and pinned; needs uv.
COMPILED := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--constraint constraints.txt --no-emit-package torch --no-header --no-annotate
lock:
	$(COMPILED) --extra dev | $(PYTHON) -m tests.lock > requirements.lock
	$(COMPILED) --all-extras | $(PYTHON) -m tests.lock requirements.lock > extras.lock

# The attacks hidden in documents, on the real model: a line for each that achieved something.
attacks: .venv/.ready-dev
	PYTHONPATH=.:tests $(BIN)/python -m attacks.measure

# The long runs: minutes of clients, a thousand questions in one process, hundreds of kills.
soak: .venv/.ready-dev
	FOOTNOTED_KILLS=100 $(BIN)/python -m pytest tests/integration/test_killed.py \
		tests/integration/test_killed_commands.py
	PYTHONPATH=.:tests $(BIN)/python -m soak.questions fake
	PYTHONPATH=.:tests $(BIN)/python -m soak.questions none
	PYTHONPATH=.:tests $(BIN)/python -m soak.questions qwen2.5-coder-1.5b
	PYTHONPATH=.:tests $(BIN)/python -m soak.clients

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis
