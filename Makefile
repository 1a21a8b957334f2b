# Everything a developer runs. `make demo` needs Rust alone; `make test` installs what it needs.

.PHONY: demo test bench gen

demo: ## real data in a municipal website, on this machine
	cargo run -- demo

test: ## all of it: Rust on both databases, types, generated files, widgets, real Chromium
	tests/run.sh

bench: ## ratios to a static file and to hand-written SQL
	cargo run --release -p tests --bin bench

gen: ## write every generated file anew: schema.graphql, typed documents, widgets/dist
	cargo run -q -- schema > schema.graphql.new && mv schema.graphql.new schema.graphql
	cd widgets && npm ci && npm run codegen && npm run build
