# Every target is a thin alias: a machine without make uses `python3 bootstrap.py TARGET`.
# PORT=…, DATA_DIR=… and the other variables of .env.example may follow the target.

.DEFAULT_GOAL := help
.PHONY: help run test check lint tidy doctor benchmark

help run check lint tidy doctor benchmark:
	@python3 bootstrap.py $@

test:
	@python3 bootstrap.py test $(ARGS)
