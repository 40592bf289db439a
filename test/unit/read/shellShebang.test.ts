/** Which texts a shell runs, by their first line. */
import { expect, test } from "vitest";
import { isShellScript } from "../../../server/src/read/shell/shebang";

test.each([
  ["#!/bin/sh\n", true],
  ["#!/bin/bash -eu\ncurl", true],
  ["#! /bin/dash\r\ncurl", true],
  ["\uFEFF#!/bin/sh\n", true],
  ["#!/usr/bin/env bash\n", true],
  ["#!/usr/bin/env -S bash -e\n", true],
  ["#!/usr/bin/env -S K=v zsh\n", true],
  ["#!/bin/busybox sh\n", true],
  ["#!/usr/local/bin/bash5\n", false],
  ["#!/usr/bin/env python3\nimport os", false],
  ["#!/usr/bin/python3 -u", false],
  ["#!/usr/bin/perl\n", false],
  ["#!/usr/bin/env node\n", false],
  ["#!/usr/bin/make -f", false],
  ["#!/usr/sbin/nft -f\n", false],
  ["#!", undefined],
  ["#!/usr/bin/env\n", undefined],
  ["", undefined],
  ["# !/bin/sh\n", undefined],
  ["\n#!/bin/sh\n", undefined],
  ["curl x", undefined],
])("%j: %s", (text, expected) => {
  expect(isShellScript(text)).toBe(expected);
});

test("a first line without an end costs nothing", () => {
  expect(isShellScript(`#!/bin/sh ${" ".repeat(1_000_000)}`)).toBe(true);
});
