# The two commands are `make run` and `make test`. HOST and PORT change where it is served:
#   make run HOST=0.0.0.0 PORT=8080

.PHONY: run test bench format migrations pictures

run:
	@.ci/setup run
	@.ci/serve

test:
	@.ci/setup test
	@.ci/test

bench:
	@.ci/setup test
	@.ci/bench

format:
	@.ci/setup test
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

migrations:
	@.ci/setup run
	@DEMO=1 .venv/bin/python manage.py makemigrations $(if $(NAME),-n $(NAME))

pictures:
	@.ci/setup test
	@.ci/pictures
