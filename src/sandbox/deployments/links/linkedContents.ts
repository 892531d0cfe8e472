import { createHash } from "node:crypto";
import type { LinkedContent } from "../../../template/evaluation/deploymentRuntime";
import { joinedPath } from "../../../template/resources/joinedPath";
import { ArmFault } from "../../http/armFault";
import type { Inside } from "../../http/call";
import { isJsonObject, textAt } from "../../http/json";
import type { Json } from "../../http/json";
import { parseLenient } from "../../http/lenientJson";
import { invalidLink, specTemplate } from "./contentLink";
import { isWeb } from "./download";
import { invalidTemplate } from "../request/templateFault";
import { templateOf } from "../request/templateOf";

/** Where a link leads to: an address, or a path in a template spec. */
type Place =
  | { readonly file: string; readonly address: URL }
  | { readonly file: string; readonly spec: string; readonly path: string };

/** The name of something in a template spec begins with it; an id has no such character. */
const specMark = "|";

/** A deployment cannot go on before something is downloaded. Whoever answers the request waits, and begins anew. */
export class ContentPending extends Error {
  public override readonly name = "ContentPending";
}

/**
 * What one deployment links, at one moment. An address is fetched once for a deployment; what has come is kept with the
 * deployment. The names of what is fetched hold no query: that may be a signature.
 *
 * Source: "Using linked and nested templates when deploying Azure resources" (Microsoft Learn, June 2026); that a relative path
 * keeps the query of its parent, as a user has reported it (Azure/template-specs#51).
 */
export class LinkedContents {
  readonly #inside: Inside;
  readonly #owner: string;
  readonly #kept: Map<string, LinkedContent>;
  readonly #root: Json | undefined;
  #isPending = false;

  /**
   * @param owner names the deployment among all that download
   * @param root the link to its template, where relative paths begin; undefined when it brought the template itself
   * @param kept what has come before
   */
  public constructor(inside: Inside, owner: string, root: Json | undefined, kept: readonly LinkedContent[] = []) {
    this.#inside = inside;
    this.#owner = owner;
    this.#root = root;
    this.#kept = new Map(kept.map((each) => [each.file, each]));
  }

  /** Whether something was asked for that is still under way. */
  public get isPending(): boolean {
    return this.#isPending;
  }

  /** All that has come. */
  public get all(): readonly LinkedContent[] {
    return [...this.#kept.values()];
  }

  /** What the link to the deployment's own template leads to. */
  public readRoot(): LinkedContent | ArmFault | undefined {
    const link = this.#root ?? {};
    const place = this.#placeOf(link, "");
    if (!(place instanceof ArmFault) && "address" in place) {
      this.#inside.downloads.noteAddress(this.#owner, "", place.address);
    }
    return this.read(link, "");
  }

  /**
   * What a link leads to, the refusal of one that leads nowhere, or undefined while it is under way.
   * @param from name of the template in which it is written; empty for that of the deployment itself
   */
  public read(link: Json, from: string): LinkedContent | ArmFault | undefined {
    const place = this.#placeOf(link, from);
    const found = place instanceof ArmFault ? place : (this.#kept.get(place.file) ?? this.#fetched(place));
    if (found === undefined || found instanceof ArmFault) {
      this.#isPending ||= found === undefined;
      return found;
    }
    this.#kept.set(found.file, found);
    return otherVersion(link, found) ?? found;
  }

  #placeOf(link: Json, from: string): Place | ArmFault {
    const id = textAt(link, "id");
    if (id !== undefined) {
      return inSpec(id, "");
    }
    const uri = textAt(link, "uri");
    const relative = textAt(link, "relativePath");
    if (uri === undefined && relative !== undefined) {
      return this.#relativePlace(relative, from);
    }
    const address = URL.canParse(uri ?? "") ? new URL(uri ?? "") : undefined;
    return address === undefined || !isWeb(address)
      ? invalidLink(uri ?? "")
      : onTheWeb(withQuery(address, textAt(link, "queryString")));
  }

  #relativePlace(relative: string, from: string): Place | ArmFault {
    const linking = from === "" ? (textAt(this.#root, "id") ?? textAt(this.#root, "uri") ?? "") : from;
    const [spec = "", path = ""] = linking.split(specMark);
    if (spec.startsWith("/")) {
      return inSpec(spec, joinedPath(path, relative));
    }
    const base = this.#inside.downloads.addressOf(this.#owner, from) ?? addressIn(linking);
    return base === undefined ? invalidLink(relative) : onTheWeb(withQuery(new URL(relative, base), base.search));
  }

  #fetched(place: Place): LinkedContent | ArmFault | undefined {
    const { file } = place;
    if ("spec" in place) {
      return this.#inSpec(place.spec, place.path, file);
    }
    this.#inside.downloads.noteAddress(this.#owner, file, place.address);
    const got = this.#inside.downloads.get(this.#owner, place.address.href);
    if (got === undefined || got === "failed") {
      return got === undefined ? undefined : invalidLink(place.address.href);
    }
    const json = parseLenient(got.text.replace(/^\uFEFF/u, ""));
    return isJsonObject(json)
      ? { file, text: JSON.stringify(json) }
      : unreadable(`The content of '${addressIn(file)?.href ?? ""}' is not a JSON object.`);
  }

  #inSpec(spec: string, path: string, file: string): LinkedContent | ArmFault {
    try {
      return { file, text: JSON.stringify(specTemplate(this.#inside, spec, path)) };
    } catch (error) {
      if (error instanceof ArmFault) {
        return error;
      }
      throw error;
    }
  }
}

function inSpec(spec: string, path: string): Place {
  return { file: `${spec}${specMark}${path}`, spec, path };
}

function onTheWeb(address: URL): Place {
  const { search } = address;
  const mark = search === "" ? "" : `#${createHash("sha256").update(search).digest("hex").slice(0, 12)}`;
  return { file: `${address.origin}${address.pathname}${mark}`, address };
}

/** The address behind a name, without the query that it may have had. */
function addressIn(file: string): URL | undefined {
  const [address = ""] = file.split("#");
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** The address with a query of its own, else with the one that is given with it. */
function withQuery(address: URL, query: string | undefined): URL {
  const whole = new URL(address);
  whole.hash = "";
  if (whole.search === "" && query !== undefined) {
    whole.search = query;
  }
  return whole;
}

/** The refusal of a template of another version than the link wants (microsoft/vscode-azurearmtools#1145 has the sentence). */
function otherVersion(link: Json, { text }: LinkedContent): ArmFault | undefined {
  const wanted = textAt(link, "contentVersion");
  const version = textAt(templateOf(text), "contentVersion") ?? "";
  return wanted === undefined || wanted === version
    ? undefined
    : invalidTemplate(
        `The content version contained in the template '${version}' does not match the content version found in the deployment object's TemplateLink property '${wanted}'. Please see https://aka.ms/arm-deploy for usage details.`,
      );
}

function unreadable(why: string): ArmFault {
  return new ArmFault(400, "InvalidTemplate", `Deployment template parse failed: '${why}'.`);
}
