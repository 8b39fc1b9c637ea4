/** The views of the page, in the order of their links, with the question that each answers. */

export const views = {
  overview: { title: 'Overview', question: 'Which runtime wins where, and is the difference real?' },
  figures: {
    title: 'Figures',
    question: 'Do the curves of the papers come out here, and do their claims hold?',
  },
  compare: { title: 'Compare', question: 'By how much is each target better or worse than one of them?' },
  distribution: {
    title: 'Distribution',
    question: 'How do single launches scatter, and how long is the tail?',
  },
  load: { title: 'Load', question: 'What happens to throughput and latency as the load grows?' },
  efficiency: { title: 'Efficiency', question: 'What does a unit of work cost in CPU, switches and memory?' },
  history: {
    title: 'History',
    question: 'How did the numbers move from run to run, and when did they change?',
  },
  run: { title: 'Run', question: 'What was launched, when, on what, and what went wrong?' },
  two: { title: 'Two runs', question: 'What differs between two runs?' },
  method: { title: 'Method', question: 'How did every number on this page come about?' },
} as const;

export type ViewName = keyof typeof views;
export const viewNames = Object.keys(views) as ViewName[];
