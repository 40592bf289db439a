import type { TreeNode } from "../../read/reading";
import type { CarrierSink } from "./carrier";
export function systemdCarrier(_tree: TreeNode, _path: string, _sink: CarrierSink): void {}
