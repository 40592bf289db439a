/** What the reader makes of Dockerfiles as people write them. Vectors: reference/variables.md 3.2. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readDockerfile } from "../../../server/src/read/dockerfile";
import { instructionsOf, lines, pairs, readFile, valuesOf } from "./dockerfileSupport";
import { at, show } from "./shellSupport";

describe("instructions", () => {
  test("with their stages, whatever the case of their letters", () => {
    const text = "ARG V=1\nfrom x:$V AS build\n  copy --from=y --chown=1:1 a 'b c' /d/\nFROM build\nWorkDir /x$V\n";
    expect(lines(text)).toEqual([
      "-1 ARG V=1",
      "0 FROM x:<V> AS build",
      "0 COPY --from=y --chown=1:1 a b c /d/",
      "1 FROM build",
      "1 WORKDIR /x<V>",
    ]);
    expect(instructionsOf(text).map(({ span }) => at(text, span))).toEqual([
      "ARG V=1",
      "from x:$V AS build",
      "copy --from=y --chown=1:1 a 'b c' /d/",
      "FROM build",
      "WorkDir /x$V",
    ]);
  });

  test("that go on behind a line's end, around comments and empty lines", () => {
    const text = "RUN a \\\n  # why\n\n  && b\\\n c \\  \n d\\\\\nENV K=a\\\r\nb\r\nCMD x";
    expect(lines(text)).toEqual(["-1 RUN {a   && b c  d\\\\}", "-1 ENV K=ab", "-1 CMD {x}"]);
    expect(readFile(text).comments.map((each) => each.text)).toEqual([" why"]);
    const value = instructionsOf(text)[1]?.pairs[0]?.value;
    expect(value?.parts.map((part) => at(text, part.span))).toEqual(["a", "b"]);
    expect(at(text, value?.outer)).toBe("a\\\r\nb");
  });

  test("whose escape is a backtick", () => {
    expect(lines("# syntax=docker/dockerfile:1\n# escape=`\nRUN dir C:\\ `\n  c\nENV P=C:\\a` b Q=`$x")).toEqual([
      "-1 RUN {dir C:\\   c}",
      "-1 ENV P=C:\\a b Q=$x",
    ]);
    expect(lines("# hi\n# escape=`\nRUN a `\nENV K=v")).toEqual(["-1 RUN {a `}", "-1 ENV K=v"]);
  });

  test("comments, directives too, and a byte-order mark", () => {
    const text = "\uFEFF# escape=`\n#a\n  # b c \r\nFROM x # no\n";
    const { comments } = readFile(text);
    expect(comments.map((each) => each.text)).toEqual([" escape=`", "a", " b c "]);
    expect(comments.map(({ span }) => at(text, span))).toEqual(["# escape=`", "#a", "# b c "]);
    expect(lines(text)).toEqual(["0 FROM x # no"]);
  });

  test("ONBUILD keeps what it delays", () => {
    expect(
      lines('ONBUILD RUN --mount=type=cache,target=/x curl y\nONBUILD ENV K=v\nONBUILD CMD ["a"]\nONBUILD'),
    ).toEqual([
      "-1 ONBUILD RUN --mount=type=cache,target=/x {curl y}",
      "-1 ONBUILD ENV K=v",
      "-1 ONBUILD CMD [a]",
      "-1 ONBUILD",
    ]);
  });

  test("what is none is a problem, and the rest still counts", () => {
    const text = "FROM x\nENVI K=v\nEN\n}\nENV K\nENV L=1 m\nENV 'q'=1 $r=2\nENV Z=1";
    expect(lines(text)).toEqual(["0 FROM x", "0 ENV", "0 ENV L=1", "0 ENV", "0 ENV Z=1"]);
    expect(readFile(text).problems.map(({ span }) => at(text, span))).toEqual([
      "ENVI K=v",
      "EN",
      "}",
      "ENV K",
      "m",
      "'q'=1",
      "$r=2",
    ]);
  });
});

describe("variables", () => {
  test("V-DF-2, V-DF-4: pairs, with what quotes and escapes make of them", () => {
    expect(pairs('ENV a=bye b=$a c="${a:-d $e}" d=\'$A\' e=\\$A f=a\\ b"c "\'d\' g= h=""')).toEqual([
      "a=bye",
      "b=<a>",
      "c=<a|d <e>>",
      "d=$A",
      "e=$A",
      "f=a bc d",
      "g=",
      "h=",
    ]);
    expect(pairs('ENV a="\\$b \\"c\\" \\d \\\\" b="\'$c\'" c=$ d=a$ e=$1')).toEqual([
      'a=$b "c" \\d \\',
      "b='<c>'",
      "c=$",
      "d=a$",
      "e=<1>",
    ]);
  });

  test("the rest of the line is the value where the first word has no =", () => {
    const text = 'ENV K  a=b  "c d" $e  \nENV L\tx\nARG M N=1';
    expect(pairs(text)).toEqual(["K=a=b  c d <e>", "L=x", "M=undefined", "N=1"]);
    expect(at(text, instructionsOf(text)[0]?.pairs[0]?.value?.outer)).toBe('a=b  "c d" $e');
  });

  test("places are exact", () => {
    const text = `ENV ES_KEY='abc' U="x\${H}y" \\\n    V=a"b"`;
    const values = valuesOf(text);
    expect(values.map(({ outer }) => at(text, outer))).toEqual(["'abc'", '"x${H}y"', 'a"b"']);
    expect(values.map(({ span }) => at(text, span))).toEqual(["abc", "x${H}y", 'a"b"']);
    expect(values.map(({ quote }) => quote)).toEqual(["single", "double", "mixed"]);
    expect(values[1]?.parts).toEqual([
      { kind: "text", text: "x", quoted: "double", span: { start: 20, end: 21 } },
      { kind: "reference", name: "H", span: { start: 21, end: 25 } },
      { kind: "text", text: "y", quoted: "double", span: { start: 25, end: 26 } },
    ]);
    expect(instructionsOf(text)[0]?.pairs.map(({ nameSpan }) => at(text, nameSpan))).toEqual(["ES_KEY", "U", "V"]);
  });

  test("a new value keeps the quotes that stand there", () => {
    const written = (file: string, text: string): string | undefined => valuesOf(file)[0]?.encode(text);
    expect(written("ENV K=a", "b:c==")).toBe("b:c==");
    expect(written("ENV K=a", "b $c")).toBe('"b \\$c"');
    expect(written("ENV K='a'", "b $c")).toBe("'b $c'");
    expect(written("ENV K='a'", "b'$c\\")).toBe('"b\'\\$c\\\\"');
    expect(written('ENV K="a"', 'b"')).toBe('"b\\""');
    expect(written("# escape=`\nENV K=a", "C:\\ $")).toBe('"C:\\ `$"');
    expect(written("ENV K a b", "c d")).toBe('"c d"');
    expect(written("ENV K=a", "b\nc")).toBeUndefined();
  });
});

describe("what is run", () => {
  test("in shell form, with its places", () => {
    const text =
      'RUN --mount=type=secret,id=k,env=K set -e; \\\n  curl -H "Authorization: ApiKey $K" \\\n    https://x';
    const [run] = instructionsOf(text);
    expect(run?.words.map((word) => show(word))).toEqual(["--mount=type=secret,id=k,env=K"]);
    const script = run?.script;
    expect(script?.text).toBe('set -e;   curl -H "Authorization: ApiKey $K"     https://x');
    const start = script?.text.indexOf("https") ?? 0;
    expect(at(text, script?.toHost({ start, end: start + 9 }))).toBe("https://x");
    expect(script?.encode("'a b'")).toBe("'a b'");
    expect(script?.encode("a\nb")).toBeUndefined();
  });

  test("in exec form, which is JSON or shell text", () => {
    const text =
      'CMD [ "sh", "-c", "a \\"$b\\"\\n\\u0041" ]\nENTRYPOINT [\'a\']\nRUN ["a", 1]\nCMD []\nRUN ["a"] b\nCMD ["a",]';
    expect(lines(text)).toEqual([
      '-1 CMD [sh|-c|a "$b"\nA]',
      "-1 ENTRYPOINT {['a']}",
      '-1 RUN {["a", 1]}',
      "-1 CMD []",
      '-1 RUN {["a"] b}',
      '-1 CMD {["a",]}',
    ]);
    const value = instructionsOf(text)[0]?.exec?.[2];
    expect(at(text, value?.span)).toBe('a \\"$b\\"\\n\\u0041');
    expect(value?.encode('x"\n')).toBe('"x\\"\\n"');
    expect(value?.parts.map((part) => at(text, part.span))).toEqual(["a ", '"$b', '"', undefined, undefined]);
  });

  test("HEALTHCHECK", () => {
    expect(lines('HEALTHCHECK --interval=5s CMD curl x\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["a"]\nHEALTHCHECK')).toEqual(
      ["-1 HEALTHCHECK --interval=5s CMD {curl x}", "-1 HEALTHCHECK NONE", "-1 HEALTHCHECK CMD [a]", "-1 HEALTHCHECK"],
    );
  });

  test("SHELL and JSON lists of files", () => {
    expect(lines('SHELL ["powershell", "-Command"]\nCOPY ["a b", "/c"]')).toEqual([
      "-1 SHELL powershell -Command",
      "-1 COPY a b /c",
    ]);
  });
});

describe("here-documents", () => {
  test("a body alone is the script", () => {
    const text = "RUN <<EOF\ncurl a\n  # no comment\n\nEOF\nRUN <<-'E' \n\tb\n\t\tc\n\tE\nENV K=v";
    expect(lines(text)).toEqual(["-1 RUN {curl a\n  # no comment\n\n}", "-1 RUN {b\nc\n}", "-1 ENV K=v"]);
    expect(readFile(text).comments).toEqual([]);
    const script = instructionsOf(text)[1]?.script;
    expect(at(text, script?.toHost({ start: 2, end: 3 }))).toBe("c");
  });

  test("others are part of what the shell reads", () => {
    const text = 'RUN cat <<A >x && cat 3<<"B" \\\n  >y\r\na $K\r\nA\r\nb\r\nB\r\nENV K=v';
    expect(lines(text)).toEqual(['-1 RUN {cat <<A >x && cat 3<<"B"   >y\na $K\nA\nb\nB}', "-1 ENV K=v"]);
  });

  test("files of COPY are passed, and no other instruction has any", () => {
    const text = "COPY <<f.yml <<g /etc/\nENV A=1\nf.yml\nENV B=1\ng\nENV C=<<x\nx";
    expect(lines(text)).toEqual(["-1 COPY <<f.yml <<g /etc/", "-1 ENV C=<<x"]);
  });

  test("one without an end leaves the lines below", () => {
    expect(lines("RUN <<EOF\ncurl\nENV K=v\nRUN <<A\nx\nA")).toEqual(["-1 RUN {<<EOF}", "-1 ENV K=v", "-1 RUN {x\n}"]);
  });
});

test("budgets stop the reading and say so", () => {
  const text = "ENV K=v\n".repeat(200);
  expect(readDockerfile(text, defaultBudget({ units: 20 }))).toMatchObject({
    format: "dockerfile",
    instructions: [],
    problems: [{ budget: "too-large" }],
  });
  const late = readDockerfile(text, defaultBudget({ expired: () => true }));
  expect(late.problems).toMatchObject([{ budget: "time" }]);
});
