/** Every section that a page may have, by its name in content/pages.py. */

import { card } from "./card.js";
import { charts } from "./charts.js";
import { check } from "./precheck.js";
import { clustercards } from "./cluster_cards.js";
import { compare } from "./compare.js";
import { clusters, district } from "./district.js";
import { editions } from "./release_diff.js";
import { greencounts, rivers } from "./greenways.js";
import { layer } from "../map/point_layer.js";
import { maptext } from "../map/map_text.js";
import { places, unlocated } from "./places.js";
import { projects } from "./projects.js";
import { sources } from "./sources_page.js";
import { entries, figures } from "../parts/statements.js";
import { remarksSection as remarks } from "../talk/remark_list.js";
import { clustertable, placetable } from "./tables.js";
import { talkstart } from "../talk/talk_start.js";
import { timeline } from "./timeline.js";
import { topics } from "../parts/topics.js";

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
