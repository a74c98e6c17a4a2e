/** Every section that a page may have, by its name in content/pages.py. */

import { card } from "./card.js";
import { charts } from "./charts.js";
import { check } from "./precheck.js";
import { clustercards } from "./clustercards.js";
import { compare } from "./compare.js";
import { clusters, district } from "./district.js";
import { editions } from "./releasediff.js";
import { greencounts, rivers } from "./greenways.js";
import { layer } from "./pointlayer.js";
import { maptext } from "./maptext.js";
import { places, unlocated } from "./places.js";
import { projects } from "./projects.js";
import { sources } from "./sourcespage.js";
import { entries, figures } from "./statements.js";
import { remarksSection as remarks } from "./remarklist.js";
import { clustertable, placetable } from "./tables.js";
import { talkstart } from "./talkstart.js";
import { timeline } from "./timeline.js";
import { topics } from "./topics.js";

/** @typedef {import("./panel.js").Section} Section */

/** @type {Record<string, Section>} */
export const SECTIONS = {
  card,
  charts,
  check,
  clustercards,
  clusters,
  clustertable,
  compare,
  district,
  editions,
  entries,
  figures,
  greencounts,
  layer,
  lights: projects,
  maptext,
  places,
  remarks,
  rivers,
  sources,
  table: placetable,
  talkstart,
  timeline,
  topics,
  unlocated,
};
