/** Which carriers look at a reading. A new carrier is a file of this folder and a line here. */
import type { Reading, TreeNode } from "../../read/reading";
import { append } from "../../text/append";
import type { CarrierSink } from "./carrier";
import { chartCarrier } from "./collectors";
import { composeCarrier } from "./compose";
import { dockerfileCarrier } from "./dockerfile";
import { fileTexts } from "./fileTexts";
import { githubActionsCarrier } from "./githubActions";
import { gitlabCiCarrier } from "./gitlabCi";
import { chartFile, valuesCarrier } from "./helm";
import { httpEnvironments } from "./httpEnvironments";
import { kubernetesCarrier } from "./kubernetes";
import { kustomizeCarrier } from "./kustomize";
import { jsonPatchCarrier } from "./kustomizePatches";
import { lambdaCarrier } from "./lambda";
import { mcpCarrier } from "./mcp";
import { stackParameters } from "./stackParameters";
import { systemdCarrier } from "./systemd";

/** Fills the sink with what this reading gives to programs. `path` has `/` and is relative to the workspace. */
export function carriersOf(reading: Reading, path: string, sink: CarrierSink): void {
  switch (reading.format) {
    case "yaml":
    case "json":
      // A document belongs to one of them; the surest goes first.
      for (const tree of reading.trees) {
        if (reading.format === "json" && (mcpCarrier(tree, path, sink) || httpEnvironments(tree, path, sink))) continue;
        if (stackParameters(tree, sink)) continue;
        if (kustomizeCarrier(tree, path, sink) || kubernetesCarrier(tree, sink)) continue;
        if (jsonPatchCarrier(tree, sink)) continue;
        if (githubActionsCarrier(tree, path, sink) || gitlabCiCarrier(tree, path, sink)) continue;
        if (lambdaCarrier(tree, sink) || composeCarrier(tree, path, sink) || chartFile(tree, path, sink)) continue;
        chartCarrier(tree, sink);
        valuesCarrier(tree, path, sink);
        append(sink.embedded, fileTexts(tree, { kind: "file" }));
      }
      return;
    case "systemd":
      for (const tree of reading.trees) systemdCarrier(tree, path, sink);
      return;
    case "dockerfile":
      dockerfileCarrier(reading, sink);
      return;
    default:
      return;
  }
}

/** What a file of YAML in a value gives to programs; true where it is a manifest, of which nothing else is asked then. */
export function carriersOfFile(tree: TreeNode, sink: CarrierSink): boolean {
  if (kubernetesCarrier(tree, sink)) return true;
  chartCarrier(tree, sink);
  return false;
}
