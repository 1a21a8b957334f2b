# Everything a developer runs. `make demo` needs Rust alone; `make test` installs what it needs.

.PHONY: demo test bench gen look lighthouse tasks

demo: ## real data in a municipal website, on this machine
	cargo run -- demo

test: ## all of it: Rust on both databases, types, generated files, widgets, real Chromium
	tests/run.sh

look: ## the widgets in five locales on one sheet: tests/browser/out/look
	cd tests/browser && LOOK=1 npx playwright test look.spec.ts

lighthouse: ## hosted pages on a phone, in all four categories; nothing else should run
	cargo build --release -p javno
	cd tests/browser && LIGHTHOUSE=1 JAVNO_BIN=../../target/release/javno npx playwright test lighthouse.spec.ts --workers 1

tasks: ## how long the widgets hold up a page, with a processor as it is and one four times slower; nothing else should run
	cargo build --release -p javno
	cd tests/browser && TASKS=1 JAVNO_BIN=../../target/release/javno npx playwright test tasks.spec.ts --workers 1

bench: ## ratios to a static file and to hand-written SQL
	cargo run --release -p tests --bin bench

gen: ## write every generated file anew: schema.graphql, typed documents, widgets/dist
	cargo run -q -- schema > schema.graphql.new && mv schema.graphql.new schema.graphql
	cd widgets && npm ci && npm run codegen && npm run build
