/**
 * The programs to start from, in the order in which a learner meets their themes. Files of their own: Python runs them,
 * too.
 */
export const programs = [
  {
    name: 'first_task',
    title: 'create_task: two at once',
    address: new URL('./programs/first_task.py', import.meta.url),
  },
  {
    name: 'gather',
    title: 'gather: all answers, in order',
    address: new URL('./programs/gather.py', import.meta.url),
  },
  {
    name: 'wait_first',
    title: 'wait: the first one wins',
    address: new URL('./programs/wait_first.py', import.meta.url),
  },
  {
    name: 'timeout',
    title: 'timeout: no longer than this',
    address: new URL('./programs/timeout.py', import.meta.url),
  },
  {
    name: 'cancel',
    title: 'cancel: and tidy up',
    address: new URL('./programs/cancel.py', import.meta.url),
  },
  {
    name: 'queue',
    title: 'Queue: producer and consumers',
    address: new URL('./programs/queue.py', import.meta.url),
  },
  {
    name: 'semaphore',
    title: 'Semaphore: two at a time',
    address: new URL('./programs/semaphore.py', import.meta.url),
  },
  {
    name: 'task_group',
    title: 'TaskGroup: one fails, all end',
    address: new URL('./programs/task_group.py', import.meta.url),
  },
  {
    name: 'echo',
    title: 'Streams: a server and its clients',
    address: new URL('./programs/echo.py', import.meta.url),
  },
  {
    name: 'failing',
    title: 'An error nobody catches',
    address: new URL('./programs/failing.py', import.meta.url),
  },
];
