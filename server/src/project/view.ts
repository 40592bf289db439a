/**
 * What a project file says about one file: the paths of `.keyfit.yml` are applied, so nothing after this asks for paths
 * again. Contract section 4. Holds no secret: keys are named by public ids and by the names of variables.
 */
import type { Api, Deployment, Kind } from "../elastic/model";
import type { Span } from "../text/span";

export const SEVERITIES = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface DeclaredDeployment {
  readonly name: string;
  readonly type: Deployment;
  /** Hosts, with a port or not; `*` stands for any labels. */
  readonly hosts: readonly string[];
  readonly api: Api | undefined;
  /** Where it is declared. */
  readonly span: Span;
}

export interface DeclaredKey {
  /** The public id, or the name of a variable: one of the two. */
  readonly id: string | undefined;
  readonly variable: string | undefined;
  readonly kind: Kind | undefined;
  readonly deployment: string | undefined;
  readonly owner: string | undefined;
  /** `2027-01-31` */
  readonly expires: string | undefined;
  /** Where it is declared. */
  readonly span: Span;
}

export interface ProjectView {
  /** The project file; undefined where there is none. */
  readonly uri: string | undefined;
  readonly deployments: readonly DeclaredDeployment[];
  readonly keys: readonly DeclaredKey[];
  /** Versions by integration id or product name: `filebeat` to `9.2.0`. */
  readonly versions: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, Severity | "off">;
  /** All of the file is ignored. */
  readonly ignored: boolean;
  readonly ignoredRules: ReadonlySet<string>;
}

/** Where there is no project file. */
export const NO_PROJECT: ProjectView = {
  uri: undefined,
  deployments: [],
  keys: [],
  versions: new Map(),
  rules: new Map(),
  ignored: false,
  ignoredRules: new Set(),
};
