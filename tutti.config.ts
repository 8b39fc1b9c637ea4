/** What `tutti check` gates of Tutti itself: the native threads, at points that take little time and are steady. */
export default {
  gate: {
    setup: ['npm ci --no-audit --no-fund --loglevel=error', 'npm run build'],
    declarations: 'dist',
    cells: [
      { suite: 'producer-consumer', targets: ['native'], points: { pairs: [1, 256], capacity: [1] } },
      {
        suite: 'primitives',
        targets: ['native'],
        points: { threads: [2] },
        metrics: ['switchTime', 'createTime', 'lockTime'],
      },
    ],
    timing: { warmupMs: 300, measureMs: 1000, intervalMs: 50 },
  },
};
