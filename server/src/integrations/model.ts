/**
 * What an integration row says: which program reads a setting, the API it talks to, the forms it takes, the sibling
 * settings that name the target, its reference syntax, and what may not stand beside the key.
 * A row is data. It may name a strategy (`references`, `target.kind`), it holds no function: a new product is a new row.
 */
import type { Api, Form, Kind } from "../elastic/model";
import type { Format } from "../read/reading";

/** How a program writes references to variables in its configuration; each is read by one file in find/references. */
export type ReferenceSyntax =
  | "beats"
  | "elastic-agent"
  | "otel"
  | "logstash"
  | "terraform"
  | "php"
  | "erb"
  | "spring"
  | "mcp-editor"
  | "mcp-env"
  | "mcp-shell"
  | "mcp-gemini"
  | "mcp-any"
  | "mcp-server"
  | "braces"
  | "none";

export interface Integration {
  /** Kebab-case product name; stable, it stands in outputs. */
  readonly id: string;
  readonly title: string;
  /** Where the facts of this row were read. */
  readonly source: string;
  /** The product version whose source or documentation was read. */
  readonly checkedAgainst: string;
  readonly tell: FileTell;
  readonly references: ReferenceSyntax;
  /** Programs that read files of these settings, each with references of its own; the file's name tells which it is. */
  readonly readers?: readonly FileReader[];
  /** `output.elasticsearch.hosts` and nested maps mean the same. */
  readonly dottedKeys: boolean;
  /** Names of settings count in any letter case. */
  readonly anyCase?: true;
  /** `php`: sections of an INI file mean nothing, but for those of one host or folder (`[HOST=x]`, `[PATH=x]`). */
  readonly sections?: "php";
  readonly settings: readonly KeySetting[];
  readonly misplaced?: readonly MisplacedSetting[];
  /** Names under which the project file may declare the version, besides the id. */
  readonly products?: readonly string[];
  /** Of those that number their versions otherwise than `checkedAgainst`: the version that was read. */
  readonly otherNumbering?: Readonly<Record<string, string>>;
  /** What shows that a block is in use and not a fragment; without it every block counts. */
  readonly whole?: "otel-pipelines";
  /** Settings whose text is a configuration of another format. */
  readonly embeds?: readonly EmbeddedSetting[];
}

/** A setting whose text is read as a file of its own, in the environment of the file that it stands in. */
export interface EmbeddedSetting {
  readonly path: string;
  /** The name that the text is read under; the setting's own where none is given. */
  readonly name?: string;
}

/** One of the programs that read the same settings. */
export interface FileReader {
  readonly title: string;
  /** Glob patterns over the path. */
  readonly names: readonly string[];
  readonly references: ReferenceSyntax;
  readonly source: string;
  /** The folder in which it starts programs, seen from the folder of the file. */
  readonly startsIn?: "." | "..";
  /** It gives programs the variables of a file that is named beside them, as `envFile`. */
  readonly loadsFiles?: true;
}

/** How a file of this product is told: by name, by content, either is enough; content wins where names disagree. */
export interface FileTell {
  /** The formats that the program reads; YAML where none are named. */
  readonly formats?: readonly Format[];
  /** Glob patterns over the path, with `*`, `**` and `?`. */
  readonly names: readonly string[];
  /** Settings of which one must stand in the file for its content to name the product. */
  readonly content: readonly ContentTell[];
  /** Paths of files that a build fills in before the program sees them: a `${name}` there is the build's own. */
  readonly filled?: readonly string[];
  /** Paths that this product never has, and another one beside the same content. */
  readonly unless?: readonly string[];
  /** The content alone tells only the family; a product whose own settings stand in the file goes first. */
  readonly weak?: boolean;
}

/** A path, or a path whose setting has one of these values. */
export type ContentTell = string | SettingTest;

/** A setting, by its whole path, that has one of these values. */
export interface SettingTest {
  readonly path: string;
  readonly values: readonly string[];
}

/** The setting names a collection of values in a cluster by a plain name, which is looked for in the document's namespace. */
export interface CollectionTell {
  readonly kind: "Secret" | "TriggerAuthentication";
  /** The setting that holds the name; captures of the key's path filled in. */
  readonly named: string;
  /** A setting that says the kind, where the program knows several. */
  readonly kindSetting?: string;
}

export interface KeySetting {
  /** `output.elasticsearch.api_key`; `*` is any one key, `[]` each item of a list. */
  readonly path: string;
  /** Only where the sibling (relative to the key's own map) has one of these values. */
  readonly where?: SiblingTest;
  /** Only where this setting has one of the values: what kind of document, input or trigger it is. Captures are filled in. */
  readonly only?: SettingTest;
  /**
   * The setting is the name of a collection, and the key is this entry of it, or the one that another setting names;
   * without the entry there is no key.
   */
  readonly entry?: { readonly of: CollectionTell; readonly key: string | { readonly setting: string } };
  /** The API that this setting talks to. */
  readonly api: Api;
  /**
   * `header`: the value is a whole Authorization header value and must hold the scheme. `header-list`: it is a list of
   * headers, `Authorization=ApiKey …,name=value`.
   */
  readonly value: "key" | "header" | "header-list";
  /** Of a list of headers: the program takes it as it is written, so `%20` is no blank. */
  readonly plainList?: true;
  /** The program writes a scheme before the key that another setting names: `absent` is what it writes without one. */
  readonly scheme?: { readonly path: string; readonly absent: string };
  /** The setting's block sends nothing by itself: components that name it do, each to its own target. */
  readonly senders?: readonly Sender[];
  /** The program sends this header to any server, so the setting alone does not make a value Elastic's. */
  readonly anyServer?: boolean;
  readonly accepts: readonly Acceptance[];
  readonly target: TargetSettings;
  /** Settings of which none may be set beside this key; absolute paths, captures of `path` filled in. */
  readonly excludes: readonly Exclusion[];
  /** The kind that this setting is made for, where the form leaves several open. */
  readonly expects?: Kind;
  /** The link that explains this setting, where it is not the row's own source. */
  readonly source?: string;
  /** Settings beside the key that switch certificate checks off, with the values that do. */
  readonly tlsOff?: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** Variables of the program's environment that rank above this setting, in any letter case where the row says so. */
  readonly overriddenBy?: readonly string[];
  /** Variables of the program's environment that rank below this setting. */
  readonly outranks?: readonly string[];
  /** The program has no such setting; where the key belongs instead. */
  readonly unsupported?: Unsupported;
  /** The program has this setting only in these versions, in words the first of them. */
  readonly since?: { readonly versions: string; readonly inWords: string };
  readonly needsTls?: TlsNeed;
  /** A setting that switches off what the key is for with `false`, and then nothing is sent. */
  readonly enabledBy?: string;
  /** From these versions on nothing is sent either unless this setting is `true`. */
  readonly allowedBy?: { readonly path: string; readonly versions: string };
  /**
   * The program tells the encoded form by strict base64, so that what lacks its padding is none. `refuses`: versions that
   * do not start with a value of no form that they know.
   */
  readonly strict?: { readonly refuses: string };
}

export interface Unsupported {
  /** Where the key belongs instead. */
  readonly right: string;
  /** That is no setting, so nothing can be renamed, and all of the setting's name is out of place. */
  readonly elsewhere?: true;
}

/** The program does not start with this key where a host is not known to be reached by TLS. */
export interface TlsNeed {
  /** Settings that satisfy it with `true`, whatever scheme the hosts have. */
  readonly unless?: readonly string[];
  /** What the program says. */
  readonly refusal: string;
}

export interface SiblingTest {
  readonly sibling: string;
  readonly values: readonly string[];
  /** Case does not count, as in names of headers. */
  readonly anyCase?: true;
  /** It need not be set: the program takes the first of the values. */
  readonly optional?: true;
}

/** A component that sends the key of a block which it names (`auth.authenticator`). */
export interface Sender {
  /** The setting that holds the block's name. */
  readonly path: string;
  readonly api: Api;
  readonly target: TargetSettings;
  readonly tlsOff?: KeySetting["tlsOff"];
}

/** Forms that a setting takes, from a version on; without versions: always. Each that matches the version counts. */
export interface Acceptance {
  readonly forms: readonly Form[];
  /** A range such as `>=8.19.20 <9 || >=9.1.5`, checked against the declared version; words for the message stand in `inWords`. */
  readonly versions?: string;
  /** With the product's name: “Logstash 9.1.5 and later”. */
  readonly inWords?: string;
  /** In these versions, no other row counts. */
  readonly only?: true;
  /** Whether these versions do is not known, as of fixes that were taken over into them. */
  readonly unsure?: true;
}

export interface TargetSettings {
  /** Settings that hold hosts or URLs, one or a list; the first that is set counts. */
  readonly urls: readonly string[];
  /** All of `urls` that are set count: the key goes to each of them. */
  readonly together?: true;
  readonly cloudId?: string;
  /** The program refuses a Cloud ID without the part for Kibana. */
  readonly cloudIdNeedsKibana?: boolean;
  /** What parts several of them in one text. */
  readonly separator?: Separator;
  /** A setting that gives the scheme for hosts without one (`protocol`). */
  readonly scheme?: string;
  /** The same, told by what switches TLS: settings that do with `true` or `false`, and settings that do by being set. */
  readonly tls?: {
    readonly switches?: readonly string[];
    readonly set?: readonly string[];
    /** The one setting that switches TLS off with `true`: without it, `http://` in the text does not either. */
    readonly clear?: string;
  };
  readonly defaultScheme: "http" | "https";
  readonly defaultPort: number;
  /** The target where nothing is set, if the program documents one. */
  readonly default?: string;
  /** Settings of which the program takes exactly one. */
  readonly exclusive?: { readonly paths: readonly string[]; readonly refusal: string };
  /** The program does not start without one; `variable`: the environment may name it instead. */
  readonly required?: { readonly variable?: string; readonly refusal: string };
  /** A variable of the program's environment that names the target where no setting does. */
  readonly variable?: string;
  /** How an intake of API `otlp` is spoken to; `otlp-http` where nothing is said. */
  readonly protocol?: IntakeProtocol;
  /** Entries of a collection that go before these settings. */
  readonly entries?: { readonly of: CollectionTell; readonly urls: readonly string[]; readonly cloudId?: string };
  /** What counts for each of these settings that is not set: the block is laid over another one. */
  readonly inherits?: TargetSettings;
  /** What answers may be a program of anybody's, which may pass the key on: loopback tells no deployment. */
  readonly relay?: true;
}

/** `[,]`: within brackets, each perhaps in quotes; a text without brackets is one. */
export type Separator = "," | "[,]";

/** What intakes of telemetry take. */
export type IntakeProtocol = "otlp-http" | "otlp-grpc" | "remote-write";

export interface Exclusion {
  readonly paths: readonly string[];
  /** What the program says; shown in the documentation of the rule. */
  readonly refusal: string;
}

/** A setting that stands where the program does not read it. */
export interface MisplacedSetting {
  readonly path: string;
  /** Where the program reads it. */
  readonly belongs: string;
}

/** A key in a variable: one that a program documents, or a name that people commonly give. */
export interface VariableIntegration {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly checkedAgainst: string;
  /** `convention`: the name alone; it fixes neither the API nor the form, and counts only beside a target. */
  readonly kind: "program" | "convention";
  /**
   * Programs that read the variable, also by their package or image, whatever the registry; it counts only where one of
   * them is given it.
   */
  readonly readBy?: readonly string[];
  /** Names under which the project file may declare the version, besides the id. */
  readonly products?: readonly string[];
  /** Names of variables that hold the credential. */
  readonly names: readonly string[];
  /** Names count in any letter case, those of targets too. */
  readonly anyCase?: true;
  /** `header-list`: `Authorization=ApiKey …,name=value`. */
  readonly value: "key" | "header-list";
  readonly api: Api;
  readonly accepts: readonly Acceptance[] | undefined;
  /** Names of variables that hold the target; the first that is set counts. */
  readonly targets: readonly string[];
  /** What parts several targets in one variable. */
  readonly separator?: Separator;
  readonly cloudIds?: readonly string[];
  /** The kind that the variable is made for, where the form leaves several open. */
  readonly expects?: Kind;
  readonly defaultScheme: "http" | "https";
  readonly defaultPort?: number;
  /** The target where nothing is set, if the program documents one. */
  readonly default?: string;
  readonly needsTls?: Pick<TlsNeed, "refusal">;
  /** Variables that switch off what the key is for with `false`, and those that must be `true` in these versions. */
  readonly enabledBy?: readonly string[];
  readonly allowedBy?: { readonly names: readonly string[]; readonly versions: string };
  readonly strict?: KeySetting["strict"];
  /** Variables that switch certificate checks off, with the values that do. */
  readonly tlsOff?: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** What words begin with that hold a key and its URL. */
export interface WordPair {
  readonly key: string;
  readonly url: string;
  /** The name of the key is not telling enough where no word has the URL. */
  readonly both?: true;
}

/**
 * How a program writes its options. `powershell`: `-Name value`, in any case; `httpie`: header lines are words; `java`:
 * `-Dname=value` in one word; `keystore`: `add SETTING`, with the value fed to it; `request`: a request of a file, the URL
 * as a word and header lines behind `-H`.
 */
export type OptionSyntax = "posix" | "powershell" | "httpie" | "java" | "keystore" | "request";

/** A program that is called with a key on its command line. */
export interface CommandIntegration {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly checkedAgainst: string;
  /** Program names, without folder and `.exe`. */
  readonly names: readonly string[];
  /** The options for keys tell it, whatever program they are handed to, and in variables that hold options too. */
  readonly byOptions?: true;
  readonly options: OptionSyntax;
  /** Options that take a header line; of `pairs` those that take a header's name and its value. */
  readonly headers: readonly string[];
  /** Options that take the bare key; of a keystore the settings that hold one, `*` for any name. */
  readonly keys?: readonly string[];
  /** Options that take a list of headers: `Authorization=ApiKey …,name=value`. */
  readonly lists?: readonly string[];
  /** Options that take two words. */
  readonly pairs?: readonly string[];
  /** Options that take the URL; other words that do not start with `-` are URLs too, unless `plainWords` says no. */
  readonly urls: readonly string[];
  readonly plainWords?: true;
  /** What parts several URLs in one word. */
  readonly separator?: Separator;
  readonly defaultPort?: number;
  /** Only the first of these other words is one. */
  readonly oneUrl?: true;
  /** Other words that hold the key or the URL behind what they begin with: `ElasticAPIKey=…`. */
  readonly words?: readonly WordPair[];
  /** The API that the program talks to, where it talks to one alone. */
  readonly api?: Api;
  /** The kind that its options are made for, where the form leaves several open. */
  readonly expects?: Kind;
  /** The target where none is named, if the program documents one. */
  readonly default?: string;
  /** Options that take `user:password`. */
  readonly users: readonly string[];
  /** Options after which another request begins, with URLs and headers of its own. */
  readonly next: readonly string[];
  /** Short options that take a value, so that their values are not mistaken for URLs: letters. */
  readonly shortWithValue: string;
  /** Long options that take a value. */
  readonly longWithValue: readonly string[];
  readonly accepts: readonly Acceptance[];
  readonly defaultScheme: "http" | "https";
  /** Of `names`: those that take a URL without a scheme for one with `https`. */
  readonly secureNames?: readonly string[];
  /** Options that switch certificate checks off; with a value where they take one. */
  readonly tlsOff?: readonly { readonly option: string; readonly values?: readonly string[] }[];
  /** Options that print the request with its headers. */
  readonly echo?: readonly string[];
  /** The program itself puts variables of its environment into header lines, written so. */
  readonly expands?: "braces";
  /** What answers may be a program of anybody's, which may pass the key on: loopback tells no deployment. */
  readonly relay?: true;
}
