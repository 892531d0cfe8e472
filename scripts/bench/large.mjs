/**
 * Prints, as JSON, what the analysis of a 1.6 MB template takes, in slices as the editor takes them, beside `parseTree`. First
 * the one, then the other: in the editor nobody else's garbage is collected in the middle of an analysis either.
 */
import { templateOfSize } from "./generatedTemplate.mjs";
import { loadModule } from "./module.mjs";
import { sliced, timed } from "./scale.mjs";
import { median } from "./statistics.mjs";

const warmUpRounds = 5;
const rounds = 15;

const { TemplateAnalyser, parseTree } = await loadModule();
const text = templateOfSize(1_600_000);
const runs = Array.from({ length: warmUpRounds + rounds }, () => sliced(new TemplateAnalyser(), text));
const parses = Array.from({ length: warmUpRounds + rounds }, () =>
  timed(() => parseTree(text, [], { allowTrailingComma: true })),
);
const warm = runs.slice(warmUpRounds);
const ms = median(warm.map((run) => run.ms));
const parseMs = median(parses.slice(warmUpRounds));
process.stdout.write(
  JSON.stringify({
    characters: text.length,
    firstMs: runs[0].ms,
    ms,
    parseMs,
    ratio: ms / parseMs,
    longestStretchMs: {
      median: median(warm.map((run) => run.longest)),
      max: Math.max(...warm.map((run) => run.longest)),
    },
  }),
);
