/** The published JSON Schemas of everything Tutti stores or speaks, made from the zod schemas. */
import * as z from 'zod';
import { bisectionSchema } from '../model/bisection.js';
import { cellSummarySchema } from '../model/cell.js';
import { comparisonDocumentSchema } from '../model/comparison-document.js';
import { judgedClaimSchema } from '../model/claim.js';
import { acceptedFileSchema, gateVerdictSchema } from '../model/gate.js';
import { historyIndexSchema, keptRunSchema } from '../model/history.js';
import { launchRecordSchema } from '../model/launch.js';
import { launchSpecificationSchema, serverOrderSchema, targetMessageSchema } from '../model/protocol.js';
import { recomputationSchema } from '../model/recomputation.js';
import { qualificationSchema } from '../model/qualification.js';
import { qualificationReportSchema } from '../model/qualification-report.js';
import { runSchema } from '../model/run.js';
import { gateSimulationSchema } from '../model/simulation.js';
import { suiteDeclarationSchema } from '../model/suite.js';
import { targetSchema } from '../model/target.js';
import { trendsDocumentSchema } from '../model/trend.js';

const published: Readonly<Record<string, { title: string; schema: z.ZodType }>> = {
  'run.schema.json': { title: 'run.json: a run without its launches', schema: runSchema },
  'launch.schema.json': { title: 'one line of launches.ndjson', schema: launchRecordSchema },
  'cell.schema.json': { title: 'one cell and metric, as in `tutti show --json`', schema: cellSummarySchema },
  'comparison.schema.json': { title: 'what `tutti compare --json` prints', schema: comparisonDocumentSchema },
  'claim.schema.json': { title: 'one judged claim, as in `tutti claims --json`', schema: judgedClaimSchema },
  'recomputation.schema.json': {
    title: 'one run made again, as in `tutti recompute --json`',
    schema: recomputationSchema,
  },
  'launch-specification.schema.json': {
    title: 'the line a target reads from its standard input',
    schema: launchSpecificationSchema,
  },
  'target-message.schema.json': { title: 'a line a target prints', schema: targetMessageSchema },
  'server-order.schema.json': {
    title: 'the lines that the harness tells a server',
    schema: serverOrderSchema,
  },
  'qualification.schema.json': {
    title: 'what is known of the noise of one machine: a file of results/qualifications',
    schema: qualificationSchema,
  },
  'qualification-report.schema.json': {
    title: 'the document of `tutti qualify --json`',
    schema: qualificationReportSchema,
  },
  'suite.schema.json': { title: 'the declaration of a suite', schema: suiteDeclarationSchema },
  'history-run.schema.json': { title: 'a file of a history, unpacked', schema: keptRunSchema },
  'history-index.schema.json': { title: 'index.json of a history', schema: historyIndexSchema },
  'trends.schema.json': { title: 'what `tutti history --json` prints', schema: trendsDocumentSchema },
  'bisection.schema.json': {
    title: 'bisection.json, and what `tutti history --bisect --json` prints',
    schema: bisectionSchema,
  },
  'verdict.schema.json': { title: 'verdict.json: what `tutti check` came to', schema: gateVerdictSchema },
  'accepted.schema.json': {
    title: 'tutti.accepted.json: changes that are put up with for some time',
    schema: acceptedFileSchema,
  },
  'simulation.schema.json': {
    title: 'what `tutti qualify --simulate --json` prints',
    schema: gateSimulationSchema,
  },
  'target.schema.json': { title: 'the declaration of a target: target.json', schema: targetSchema },
};

/** Text of every published schema by its file name. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(published).map(([file, { title, schema }]) => {
      const made = z.toJSONSchema(schema, { io: file === 'target.schema.json' ? 'input' : 'output' });
      return [file, `${JSON.stringify({ title: `Tutti: ${title}`, ...made }, null, 2)}\n`];
    }),
  );
}
