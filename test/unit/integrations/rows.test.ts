/** The rows themselves: names that are stable, facts with a source, paths that can be found, forms that always have one. */
import { describe, expect, test } from "vitest";
import { FORMS } from "../../../server/src/elastic/model";
import { tellFormat } from "../../../server/src/find/formats";
import { cutPattern } from "../../../server/src/find/paths";
import { COMMAND_INTEGRATIONS, INTEGRATIONS, VARIABLE_INTEGRATIONS } from "../../../server/src/integrations/index";

const ALL = [...INTEGRATIONS, ...COMMAND_INTEGRATIONS];

describe("every row", () => {
  test("has a name of its own, in kebab-case, and a title for sentences", () => {
    // A program that has files of several formats has a row for each.
    const settings = INTEGRATIONS.flatMap(({ id, tell }) =>
      (tell.formats ?? ["yaml"]).map((format) => `${id} ${format}`),
    );
    expect(new Set(settings).size).toBe(settings.length);
    // What is configured and called too, or called under several names, is one product in outputs.
    const titles = new Map<string, string>();
    for (const { id, title } of ALL) {
      expect(titles.get(id) ?? title, id).toBe(title);
      titles.set(id, title);
      expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
      expect(title).toMatch(/^\S.{1,48}\S$/);
    }
  });

  test("says where its facts were read, and for which version", () => {
    for (const { id, source, checkedAgainst } of ALL) {
      expect(source, id).toMatch(/^https:\/\//);
      expect(checkedAgainst, id).toMatch(/^\d+\.\d+(?:\.\d+)?$/);
    }
  });
});

const SETTINGS = INTEGRATIONS.flatMap((row) =>
  row.settings.map((setting) => ({ row, setting, name: `${row.id} ${setting.path}` })),
);

describe("every key setting", () => {
  test.each(SETTINGS)("$name takes forms that there are, one of them in every version or in words", ({ setting }) => {
    expect(setting.accepts.length).toBeGreaterThan(0);
    for (const { forms, versions, inWords } of setting.accepts) {
      expect(forms.length).toBeGreaterThan(0);
      for (const form of forms) expect(FORMS).toContain(form);
      expect(versions === undefined).toBe(inWords === undefined);
    }
    expect(setting.accepts.some(({ versions }) => versions === undefined)).toBe(true);
  });

  test.each(SETTINGS)("$name has siblings whose captures are its own", ({ setting }) => {
    const captures = (path: string): string[] =>
      cutPattern(path).filter((segment) => /^\*$|\/\*$|^\[\]$/.test(segment));
    const own = captures(setting.path);
    const { target, excludes } = setting;
    const siblings = [
      ...target.urls,
      ...(target.cloudId ? [target.cloudId] : []),
      ...(target.scheme ? [target.scheme] : []),
      ...excludes.flatMap(({ paths }) => paths),
      ...(target.inherits?.urls ?? []),
      ...[setting.only?.path, setting.entry?.of.named, target.entries?.of.named].filter((path) => path !== undefined),
    ];
    for (const sibling of siblings) expect(own.slice(0, captures(sibling).length), sibling).toEqual(captures(sibling));
  });

  test.each(SETTINGS)("$name has a source, its own or its row's", ({ row, setting }) => {
    expect(setting.source ?? row.source).toMatch(/^https:\/\//);
  });
});

describe("files", () => {
  test("that a row knows by name are of a format that is read", () => {
    for (const { id, tell, readers = [] } of INTEGRATIONS) {
      for (const glob of [...tell.names, ...readers.flatMap(({ names }) => names)]) {
        const name = glob.replace(/\*\*\//g, "").replaceAll("*", "x");
        expect(tell.formats ?? ["yaml"], `${id} ${name}`).toContain(tellFormat(name, "")?.format);
      }
      expect(tell.names.length + tell.content.length, id).toBeGreaterThan(0);
    }
  });
});

describe("variables", () => {
  test("each name of a key belongs to one row, and every row has a source", () => {
    // A name that several programs read belongs to each of them where that program is given it.
    const names = VARIABLE_INTEGRATIONS.flatMap((row) =>
      row.names.flatMap((name) => (row.readBy ?? [""]).map((program) => `${program} ${name}`)),
    );
    expect(names.length).toBe(new Set(names).size);
    for (const { id, source, targets, accepts, kind } of VARIABLE_INTEGRATIONS) {
      expect(source, id).toMatch(/^https:\/\//);
      expect(targets.length, id).toBeGreaterThan(0);
      // A common name fixes no form; what a program documents does.
      expect(accepts === undefined, id).toBe(kind === "convention");
    }
  });
});

describe("commands", () => {
  test.each(COMMAND_INTEGRATIONS)("$id: every option that is read is one that takes a value", (row) => {
    const short = [...row.headers, ...row.urls, ...row.users].filter((option) => /^-[^-]$/.test(option));
    for (const option of short) expect(row.shortWithValue, option).toContain(option.slice(1));
    expect(new Set(row.longWithValue).size).toBe(row.longWithValue.length);
    // PowerShell's parameters have one dash and count in any case; rows have them in lower case.
    const long = row.options === "powershell" ? /^-[a-z]+$/ : /^--[a-z0-9][a-z0-9.-]*$/;
    for (const option of row.longWithValue) expect(option).toMatch(long);
    for (const option of row.next) expect(row.longWithValue).not.toContain(option);
    expect(row.shortWithValue.length).toBe(new Set(row.shortWithValue).size);
  });
});
