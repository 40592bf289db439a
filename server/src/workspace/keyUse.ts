/**
 * A key use as everything after it sees it: one credential, one target, the verdict, and why. Made once by keyUses.ts;
 * hovers, findings and outputs are views of it and classify nothing themselves. Holds no secret but inside its fact.
 */
import type { Api, Classification, Deployment, Form, Kind, Target, Verdict } from "../elastic/model";
import type { ReasonId } from "../elastic/verdict";
import type { UseFact } from "../find/model";
import type { DeclaredKey } from "../project/view";
import type { Span } from "../text/span";
import type { Message } from "./message";
import type { OriginStep, Resolved } from "./resolve";
import type { ProgramVersions } from "./versions";

export interface KeyUse {
  readonly fact: UseFact;
  readonly integration: string;
  readonly integrationTitle: string;
  readonly path: string;
  /** The credential without its quotes, or the reference where no literal stands here. */
  readonly span: Span;
  readonly credential: CredentialView;
  readonly header: HeaderView | undefined;
  /** A scheme that came with the key through a variable, where the bare key belongs. */
  readonly unwanted?: string;
  readonly target: TargetView;
  readonly verdict: Verdict;
  readonly reason: ReasonId;
  readonly evidence: readonly Evidence[];
  /** The text names Elastic for certain: a setting of its products, a host, a path, or a key's form. */
  readonly elastic: boolean;
  /** In which versions its program may run, where something that is said of it depends on that. */
  readonly versions: ProgramVersions | undefined;
}

export interface CredentialView {
  readonly kind: Kind;
  readonly candidates: readonly Kind[];
  readonly form: Form;
  /** The public half of the key. */
  readonly id: string | undefined;
  readonly shown: string;
  readonly classification: Classification | undefined;
  /** The text stands at the use itself. */
  readonly literal: boolean;
  /** Something outside the files may win over what they show. */
  readonly open: boolean;
  readonly origin: readonly OriginStep[];
  /** The variable that the use names, if it names exactly one. */
  readonly variable: string | undefined;
  /** The kind rests on the variable's name alone. */
  readonly byName: boolean;
  readonly resolved: Resolved;
  /** What the project file declares about it. */
  readonly declared: DeclaredKey | undefined;
}

export interface HeaderView {
  readonly scheme: "apikey" | "bearer" | "basic" | "other" | undefined;
  readonly written: string | undefined;
  /** The scheme stands in the value of a variable, not here. */
  readonly fromVariable: boolean;
}

export interface TargetView {
  readonly deployment: Deployment;
  readonly api: Api;
  readonly target: Target | undefined;
  /** The values that name this target; empty for a default or none. */
  readonly spans: readonly Span[];
  /** What each of them names: nodes of one deployment may differ in scheme and port. */
  readonly nodes: readonly { readonly span: Span; readonly target: Target }[];
  readonly certain: boolean;
  readonly origin: readonly OriginStep[];
  /** The documented default of the program, where nothing is set. */
  readonly byDefault: boolean;
  readonly cloudId: boolean;
  /** The deployment of the project file that the host belongs to. */
  readonly named: string | undefined;
}

export interface Evidence {
  readonly from: "form" | "setting" | "variable" | "project-file" | "host" | "path" | "default";
  readonly says: Message;
}
