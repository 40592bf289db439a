/** Settings from whatever an editor or a file gives: what is wrong is dropped, the rest counts. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, parseSettings, SEVERITIES } from "../../../server/src/workspace/settings";

describe("parseSettings", () => {
  test("reads what the schema names", () => {
    expect(
      parseSettings({
        enable: false,
        problems: "workspace",
        rules: { "wrong-encoding": "hint", "hard-coded-key": "off" },
        exclude: ["vendor/**"],
      }),
    ).toEqual({
      enable: false,
      problems: "workspace",
      rules: { "wrong-encoding": "hint", "hard-coded-key": "off" },
      exclude: ["vendor/**"],
    });
  });

  test.each([undefined, null, 1, "x", [], [1], true])("%j is no settings at all", (section) => {
    expect(parseSettings(section)).toEqual(DEFAULT_SETTINGS);
  });

  test.each([
    [{}, DEFAULT_SETTINGS],
    [{ enable: "no" }, DEFAULT_SETTINGS],
    [{ enable: null, problems: "all" }, DEFAULT_SETTINGS],
    [{ rules: [] }, DEFAULT_SETTINGS],
    [{ exclude: "vendor/**" }, DEFAULT_SETTINGS],
    [{ exclude: [1, "a", null] }, { ...DEFAULT_SETTINGS, exclude: ["a"] }],
    [{ rules: { a: "loud", b: 1, c: null, d: {}, e: true } }, DEFAULT_SETTINGS],
    [{ rules: { a: false, b: "off", c: "error" } }, { ...DEFAULT_SETTINGS, rules: { a: "off", b: "off", c: "error" } }],
    [
      { unknown: 1, rules: { a: "loud", b: "hint" } },
      { ...DEFAULT_SETTINGS, rules: { b: "hint" } },
    ],
  ])("%j", (section, expected) => {
    expect(parseSettings(section)).toEqual(expected);
  });

  test("names of an object's own properties are names of rules and nothing more", () => {
    const section: unknown = JSON.parse('{"rules":{"__proto__":"off","constructor":"off","toString":"error"}}');
    const { rules } = parseSettings(section);
    expect(Object.getPrototypeOf(rules)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).off).toBeUndefined();
    expect(rules.constructor).toBe("off");
  });

  test("anything gives settings", () => {
    fc.assert(
      fc.property(fc.anything(), (section) => {
        const settings = parseSettings(section);
        expect(typeof settings.enable).toBe("boolean");
        expect(["open", "workspace"]).toContain(settings.problems);
        for (const value of Object.values(settings.rules)) expect([...SEVERITIES, "off"]).toContain(value);
      }),
    );
    fc.assert(
      fc.property(fc.record({ enable: fc.anything(), problems: fc.anything(), rules: fc.anything() }), (section) => {
        for (const value of Object.values(parseSettings(section).rules))
          expect([...SEVERITIES, "off"]).toContain(value);
      }),
    );
  });
});
