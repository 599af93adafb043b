# Homeward, for people: each target does its own set-up first. The build itself is Meson's (meson.build).
#
#   make          the program: build/homeward
#   make demo     a made-up council, all the way from its returns to demo/report.html
#   make check    every test and check; the last line is `N passed, N failed, N skipped`
#   make bench    what is measured, against what it should be
#   make clean    takes away what was built and the demo (not ui/node_modules)

.DEFAULT_GOAL := homeward
.PHONY: homeward set-up demo check bench clean help
MAKEFLAGS += --no-print-directory

homeward: set-up build/build.ninja
	@ninja -C build src/cli/homeward >&2
	@ln -sfn src/cli/homeward build/homeward

set-up:
	@tools/setup demo

build/build.ninja: | set-up
	@CC=gcc meson setup build >&2

demo: homeward
	@tools/demo

check:
	@tools/check

bench: homeward
	@tools/bench

clean:
	rm -rf build build-clang build-asan build-o3 demo ui/dist

help:
	@sed -n 's/^#   //p' Makefile
