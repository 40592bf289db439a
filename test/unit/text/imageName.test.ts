/** Names of images, and the versions in their tags and in names of archives. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseImageName, versionOfArchive, versionOfTag } from "../../../server/src/text/imageName";

const DIGEST = `sha256:${"0".repeat(64)}`;

describe("an image", () => {
  test.each<[string, string, string | undefined, boolean]>([
    ["logstash", "docker.io/library/logstash", undefined, false],
    ["logstash:8.15.0", "docker.io/library/logstash", "8.15.0", false],
    ["docker.io/logstash:8.15.0", "docker.io/library/logstash", "8.15.0", false],
    ["index.docker.io/library/logstash", "docker.io/library/logstash", undefined, false],
    ["elastic/filebeat:8.15.0", "docker.io/elastic/filebeat", "8.15.0", false],
    ["docker.elastic.co/beats/filebeat:9", "docker.elastic.co/beats/filebeat", "9", false],
    ["localhost/x:1", "localhost/x", "1", false],
    ["registry.corp.example:5000/a/b:1", "registry.corp.example:5000/a/b", "1", false],
    ["registry.corp.example:5000/a/b", "registry.corp.example:5000/a/b", undefined, false],
    [`docker.elastic.co/beats/filebeat:9.2.1@${DIGEST}`, "docker.elastic.co/beats/filebeat", "9.2.1", true],
    [`docker.elastic.co/beats/filebeat@${DIGEST}`, "docker.elastic.co/beats/filebeat", undefined, true],
    [" docker.elastic.co/Beats/filebeat:9 ", "docker.elastic.co/beats/filebeat", "9", false],
  ])("%s", (text, name, tag, digest) => {
    expect(parseImageName(text)).toEqual({ name, tag, digest });
  });

  test.each(["", " ", "a b", "x:${TAG}", "{{ .Values.image }}", "a//b", "/a", "$IMAGE", "x".repeat(600)])(
    "%j is none",
    (text) => {
      expect(parseImageName(text)).toBeUndefined();
    },
  );

  test("is told or not for any text", () => {
    fc.assert(fc.property(fc.string(), (text) => void [parseImageName(text), versionOfTag(text)]));
  });
});

describe("a version", () => {
  test.each<[string, string | undefined]>([
    ["8.15.0", "8.15.0"],
    ["v0.150.0", "0.150.0"],
    ["8", "8"],
    ["8.19", "8.19"],
    ["8.15.0-arm64", "8.15.0"],
    ["8.15.0-debian-12-r3", "8.15.0"],
    ["1.38-alpine", "1.38"],
    ["9.6.0-SNAPSHOT", "9.6.0-SNAPSHOT"],
    ["9.6.0-1a2b3c4d-SNAPSHOT", "9.6.0-1a2b3c4d-SNAPSHOT"],
    ["9.0.0-rc1", "9.0.0-rc1"],
    ["8.15.0-ours", undefined],
    ["8.15.0-1", undefined],
    ["8.15.0.1", undefined],
    ["latest", undefined],
    ["stable", undefined],
    ["20240101", undefined],
    ["", undefined],
  ])("in the tag %s is %s", (tag, version) => {
    expect(versionOfTag(tag)).toBe(version);
  });

  test.each<[string, string | undefined]>([
    ["8.15.0-linux-x86_64.tar.gz", "8.15.0"],
    ["8.15.0-amd64.deb", "8.15.0"],
    ["9.6.0-SNAPSHOT-linux-arm64.tar.gz", "9.6.0-SNAPSHOT"],
    ["8.15-linux-x86_64.tar.gz", undefined],
    ["8.15.0", undefined],
    ["latest-linux.tar.gz", undefined],
  ])("of the archive …-%s is %s", (rest, version) => {
    expect(versionOfArchive(rest)).toBe(version);
  });
});
