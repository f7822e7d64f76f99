# Every task sets up what it needs first; that takes no time when nothing is missing.
SHELL := bash
.DEFAULT_GOAL := help
PORT ?= 8080

.PHONY: help serve build test bench lint setup clean

help: ## Show this list
	@echo "Tuneground. A new machine needs rustup, Node.js 20 or newer and Python 3.10 or newer."
	@echo
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-7s %s\n", $$1, $$2 }'

serve: ## Build the page, serve it on http://127.0.0.1:8080/ (PORT=…), build again on every change
	@scripts/setup-build.sh
	@scripts/serve.sh $(PORT)

build: ## Build dist/, ready for any path of any static host
	@scripts/setup-build.sh
	@scripts/build.sh

test: ## Run every check; STEPS="format native e2e" runs only those
	@scripts/setup-build.sh
	@scripts/setup-test.sh
	@scripts/test.sh $(STEPS)

lint: ## Check format and lints
	@scripts/setup-build.sh
	@scripts/test.sh format clippy clippy-wasm

bench: ## Run the benchmarks into bench-results/; ONLY=first-load runs one, ONLY=peers the long comparison
	@scripts/setup-build.sh
	@scripts/setup-test.sh
	@scripts/bench.sh $(ONLY)

setup: ## Only install what the other tasks need
	@scripts/setup-build.sh
	@scripts/setup-test.sh

clean: ## Remove what was built, but not the tools
	rm -rf target dist test-results bench-results
