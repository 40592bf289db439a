/** Names of images that templates of Helm charts put together. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TemplatePiece, templatePieces } from "../../../server/src/find/chartTemplate";

const text = (each: string): TemplatePiece => ({ kind: "text", text: each });
const value = (path: string, otherwise?: TemplatePiece): TemplatePiece => ({ kind: "value", path, otherwise });
const VERSION: TemplatePiece = { kind: "app-version" };
const UNKNOWN: TemplatePiece = { kind: "unknown" };

describe("a template", () => {
  test.each<[string, readonly TemplatePiece[] | undefined]>([
    ["docker.elastic.co/logstash/logstash:8.15.0", undefined],
    ["{{ .Values.image }}:{{ .Values.imageTag }}", [value("image"), text(":"), value("imageTag")]],
    ["{{- $.Values.a.b-c -}}", [value("a.b-c")]],
    ["x:{{ .Chart.AppVersion }}", [text("x:"), VERSION]],
    ["{{ .Values.tag | default .Chart.AppVersion | quote }}", [value("tag", VERSION)]],
    ["{{ default .Chart.AppVersion .Values.tag }}", [value("tag", VERSION)]],
    ['{{ .Values.tag | default "8.15.0" }}', [value("tag", text("8.15.0"))]],
    ["{{ .Values.tag | default .Values.other }}", [value("tag", value("other"))]],
    ["{{ .Values.tag | trimPrefix `v` }}", [UNKNOWN]],
    ['{{ include "ours.image" . }}', [UNKNOWN]],
    ["{{ .Release.Name }}-x", [UNKNOWN, text("-x")]],
    ["{{ .Values.a | default .Values.b | default .Values.c }}", [UNKNOWN]],
    ["{{ .Values.tag", undefined],
  ])("%s", (written, pieces) => {
    expect(templatePieces(written)).toEqual(pieces);
  });

  test("is read or not for any text", () => {
    const piece = fc.constantFrom("{{", "}}", ".Values.a", "|", "default", " ", "-", '"x"', "x");
    fc.assert(fc.property(fc.array(piece), (all) => void templatePieces(all.join(""))));
  });
});
