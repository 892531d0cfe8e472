import { isJsonObject } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { typeOfId } from "../../state/ids";

/** How an exported template names its resources. */
export interface ExportOptions {
  /** Whether the parameters bring the names and ids of today. */
  readonly defaults: boolean;
  readonly comments: boolean;
  /** Whether the names of resources are parameters. */
  readonly namesAsParameters: boolean;
  /** Whether the ids of resources that are not exported are parameters. */
  readonly othersAsParameters: boolean;
}

const anId = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+/iu;

/**
 * The names and ids of one exported template, and the parameters that stand for them:
 * `virtualMachines_vm1_name`, and `disks_data1_externalid` for what is not exported with it.
 */
export class ExportedNames {
  readonly #exported: ReadonlyMap<string, string>;
  readonly #options: ExportOptions;
  /** By what they stand for. */
  readonly #keys = new Map<string, string>();
  readonly #parameters = new Map<string, JsonObject>();

  /** @param ids of all resources that are exported */
  public constructor(ids: readonly string[], options: ExportOptions) {
    this.#exported = new Map(ids.map((id) => [id.toLowerCase(), id]));
    this.#options = options;
  }

  /** The section `parameters` of the template. */
  public get parameters(): JsonObject {
    return Object.fromEntries(this.#parameters);
  }

  /** The name of an exported resource as the template has it: its own in a parameter, those below as they are. */
  public nameOf(id: string): string {
    const [first, ...below] = this.#segments(id);
    const rest = below.join("/");
    if (!this.#options.namesAsParameters) {
      return escaped(rest === "" ? unquoted(first) : `${unquoted(first)}/${rest}`);
    }
    return rest === "" ? `[${first}]` : `[concat(${first}, ${quoted(`/${rest}`)})]`;
  }

  /** `[resourceId('type', name…)]` of an exported resource. */
  public idOf(id: string): string {
    return `[${this.#resourceId(id)}]`;
  }

  /** A value in which ids have become what stands for them. @param needs is told which exported resources are named */
  public referring(value: Json, needs: (id: string) => void): Json {
    if (typeof value === "string") {
      return anId.test(value) ? this.#reference(value, needs) : escaped(value);
    }
    if (Array.isArray(value)) {
      return value.map((item: Json) => this.referring(item, needs));
    }
    return isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([name, member]) =>
            member === undefined ? [] : [[name, this.referring(member, needs)]],
          ),
        )
      : value;
  }

  #reference(text: string, needs: (id: string) => void): string {
    // The deepest resource around what is named that is exported.
    for (let id = text; anId.test(id); id = id.slice(0, id.lastIndexOf("/"))) {
      const found = this.#exported.get(id.toLowerCase());
      if (found !== undefined) {
        needs(found);
        return joined(this.#resourceId(found), text.slice(id.length));
      }
    }
    if (!this.#options.othersAsParameters) {
      return escaped(text);
    }
    const top = anId.exec(text)?.[0] ?? text;
    return joined(this.#parameter(top, "externalid", top), text.slice(top.length));
  }

  #resourceId(id: string): string {
    const { type = "" } = typeOfId(id) ?? {};
    const [first, ...below] = this.#segments(id);
    return `resourceId(${[quoted(type), first, ...below.map(quoted)].join(", ")})`;
  }

  /** The names in an id: the first as an expression. */
  #segments(id: string): readonly [string, ...string[]] {
    const top = anId.exec(id)?.[0] ?? id;
    const [, ...rest] = id.slice(top.length).split("/");
    const name = top.slice(top.lastIndexOf("/") + 1);
    const first = this.#options.namesAsParameters ? this.#parameter(top, "name", name) : quoted(name);
    return [first, ...rest.filter((_, index) => index % 2 === 1)];
  }

  #parameter(id: string, kind: "name" | "externalid", value: string): string {
    const key = `${kind} ${id.toLowerCase()}`;
    const known = this.#keys.get(key) ?? this.#free(id, kind);
    if (!this.#keys.has(key)) {
      this.#keys.set(key, known);
      this.#parameters.set(known, { ...(this.#options.defaults ? { defaultValue: value } : {}), type: "String" });
    }
    return `parameters(${quoted(known)})`;
  }

  #free(id: string, kind: string): string {
    const { type = "", name = "" } = typeOfId(id) ?? {};
    const plain = `${type.split("/").at(-1) ?? ""}_${name.replaceAll(/\W/gu, "_")}_${kind}`;
    let free = plain;
    for (let index = 1; this.#parameters.has(free); index++) {
      free = `${plain}_${index}`;
    }
    return free;
  }
}

function joined(expression: string, rest: string): string {
  return rest === "" ? `[${expression}]` : `[concat(${expression}, ${quoted(rest)})]`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll("''", "'");
}

/** A text that is no expression although it looks like one. */
function escaped(text: string): string {
  return text.startsWith("[") && text.endsWith("]") ? `[${text}` : text;
}
