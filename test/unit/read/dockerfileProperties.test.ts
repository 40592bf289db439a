/** What holds for any text read as a Dockerfile, and where another reader must agree. */
import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readDockerfile } from "../../../server/src/read/dockerfile";
import { PIECES } from "../../support/pieces";
import { instructionsOf, pairs, readFile, unsound, type valuesOf } from "./dockerfileSupport";
import { shellText } from "./shellArbitraries";
import { show } from "./shellSupport";

const FILES: readonly string[] = [
  `# syntax=docker/dockerfile:1
ARG VERSION=8.17.0
FROM docker.elastic.co/beats/filebeat:\${VERSION} AS base
ARG ES_API_KEY
ENV ES_API_KEY=\${ES_API_KEY:-"a b"} URL='https://x' \\
    # the port
    PORT=9200
RUN --mount=type=cache,target=/x curl -H "Authorization: ApiKey $ES_API_KEY" \\
      "$URL:$PORT/"
COPY --from=x --chown=1:1 filebeat.yml conf.d/*.yml /usr/share/
RUN <<-EOF
\tcurl $URL
\tEOF
FROM base
ENV K rest "of" the $line
SHELL ["pwsh", "-Command"]
HEALTHCHECK --interval=5s CMD ["curl", "-f", "http:\\u002f/x\\n"]
ONBUILD RUN cat <<A <<'B'
a
A
b
B
CMD ["sh", "-c", "echo \\"$K\\""]
`,
  '\uFEFF# escape=`\r\nFROM x`\r\n AS y\r\nENV A=C:\\b` c B="`$x"\r\nRUN dir `\r\n# c\r\n C:\\\r\nCMD ["a",\r\n',
];

const token = fc.oneof(shellText, fc.constantFrom(...PIECES.dockerfile));
const file = fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join(""));

function expectSound(text: string): void {
  expect(unsound(text), JSON.stringify(text)).toEqual([]);
}

describe("any text", { timeout: 30_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of the tokens of Dockerfiles and shells", () => {
    fc.assert(fc.property(file, expectSound), { numRuns: 3000 });
  });

  test("a file without any one of its units, cut off anywhere, with tokens put in anywhere", () => {
    for (const text of FILES) {
      for (let gap = 0; gap < text.length; gap++) expectSound(text.slice(0, gap) + text.slice(gap + 1));
    }
    fc.assert(
      fc.property(fc.constantFrom(...FILES), fc.nat(), token, (text, place, put) => {
        const offset = place % (text.length + 1);
        expectSound(text.slice(0, offset));
        expectSound(text.slice(0, offset) + put + text.slice(offset));
      }),
      { numRuns: 200 },
    );
  });
});

describe("repeated without end", { timeout: 30_000 }, () => {
  const tokens = [
    "RUN ¦RUN a\n¦RUN <<A\n¦RUN <<A ¦RUN <<A <<B\nA\n¦ENV a=${¦ENV a=$b\n¦${${¦${a:-¦${a:-${b¦ENV a b\n¦ARG a\n",
    '\\\n¦# a\n¦# escape=`\n¦FROM a\n¦CMD ["a",¦CMD ["a"]\n¦COPY a b\n¦"¦\'¦\\¦$¦ONBUILD ¦["¦(¦@{¦\t¦\n',
    "--a ¦RUN --a=b ¦a\\\n#b\n¦RUN a\\\n¦HEALTHCHECK CMD ",
  ].flatMap((each) => each.split("¦"));
  test.each(tokens.map((each) => [each] as const))("%j", (each) => {
    const text = each.repeat(Math.ceil(100_000 / each.length));
    for (const start of ["", "A\nRUN ", "ENV a=", "CMD ", "FROM x\nRUN <<A <<-B "]) {
      expect(readDockerfile(`${start}${text}\n\tA`, defaultBudget()).problems.length).toBeLessThan(300);
    }
  });
});

describe("what is written is read again", { timeout: 30_000 }, () => {
  const places = [
    "ENV K=X",
    "ENV A=1 K=X B=2",
    "ENV A=1 \\\n  K=X\\\n  B=2",
    "ARG K=X",
    "ENV K X",
    "CMD [X]",
    "ONBUILD ENV K=X",
  ];
  const words = ["plain", "'single'", '"double"', "mi'x'ed", "$K", "${K:-a}", "a\\ b", '"a\\"b"'];
  const printable = fc.string({
    unit: fc.oneof(
      fc.constantFrom("a", "Z", "0", " ", "'", '"', "$", "`", "\\", "%", "#", "{", "}", "[", "]", ","),
      fc.constantFrom("(", ")", "<", ">", "=", ":", "/", "é", "😀", "\n", "\t", "-", "\u00A0", "\r"),
    ),
    maxLength: 10,
  });

  test("in every quoting, at every place, with both escapes", () => {
    let written = 0;
    const heads = fc.constantFrom("", "# escape=`\n");
    fc.assert(
      fc.property(
        heads,
        fc.constantFrom(...places),
        fc.constantFrom(...words),
        printable,
        (head, place, word, text) => {
          const before = head + place.replace("X", () => (place.startsWith("CMD") ? '"x"' : word));
          const value = theValue(before);
          const replacement = value?.encode(text);
          if (!value || replacement === undefined) return;
          written++;
          const after = before.slice(0, value.outer.start) + replacement + before.slice(value.outer.end);
          expect(show(theValue(after)), after).toBe(text);
          expect(instructionsOf(after)).toHaveLength(1);
        },
      ),
      { numRuns: 4000 },
    );
    expect(written).toBeGreaterThan(2000);
  });

  function theValue(text: string): ReturnType<typeof valuesOf>[number] | undefined {
    const [instruction] = instructionsOf(text);
    return instruction?.exec?.[0] ?? instruction?.pairs.find(({ name }) => name === "K")?.value;
  }
});

/** `dockerfile-ast` is an independent reader: https://github.com/rcjsuen/dockerfile-ast. It keeps quotes of `ENV K v`. */
describe("as another reader reads it", { timeout: 30_000 }, () => {
  const name = fc.constantFrom("A", "b_1", "C.d", "e-f");
  const plain = fc.string({ unit: fc.constantFrom("a", "B", "7", "/", ":", ".", "-", "é", "="), maxLength: 6 });
  const value = fc.oneof(
    plain,
    plain.map((text) => `"${text} ${text}"`),
    plain.map((text) => `'${text} ${text}'`),
    // It loses its way where an escaped blank is the last unit of a line.
    plain.map((text) => `x${text}\\ ${text}y`),
  );
  const pair = fc.tuple(name, value).map(([left, right]) => `${left}=${right}`);
  const gap = fc.constantFrom(" ", "  ", " \\\n  ", " \\\n# c\n ", "\t");
  const env = fc.array(fc.tuple(gap, pair), { minLength: 1, maxLength: 4 }).map((all) => `ENV${all.flat().join("")}`);
  const line = fc.oneof(
    env,
    fc.tuple(name, value).map(([left, right]) => `ARG ${left}=${right}`),
    name.map((left) => `arg ${left}`),
    fc.tuple(name, plain).map(([left, right]) => `ENV ${left} x${right} y`),
    fc.constantFrom(
      "FROM x",
      "from x AS y",
      "# comment",
      "",
      "RUN a \\\n && b",
      "RUN <<E\nENV Z=1\nE",
      'CMD ["a", "b"]',
      "USER u",
    ),
  );
  const whole = fc.array(line, { maxLength: 8 }).map((all) => all.join("\n"));

  test("keywords, variables, words of exec form, comments", () => {
    fc.assert(
      fc.property(whole, (text) => {
        const other = DockerfileParser.parse(text);
        const theirs = other.getInstructions();
        const ours = instructionsOf(text);
        expect(ours.map(({ keyword }) => keyword)).toEqual(theirs.map((each) => each.getKeyword()));
        const theirPairs = theirs.flatMap((each) => ("getProperties" in each ? propertiesOf(each) : []));
        expect(pairs(text)).toEqual(theirPairs);
        expect(readFile(text).comments.map((each) => each.text.trim())).toEqual(
          other.getComments().map((each) => each.getContent() ?? ""),
        );
      }),
      { numRuns: 500 },
    );
  });

  interface Property {
    getName(): string;
    getValue(): string | null;
  }

  function propertiesOf(instruction: object): string[] {
    const { getProperties } = instruction as { getProperties(): Property[] };
    return getProperties
      .call(instruction)
      .map((each) => `${each.getName()}=${each.getValue() === null ? undefined : each.getValue()}`);
  }
});
