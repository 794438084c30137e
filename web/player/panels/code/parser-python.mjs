/** Lezer's parser of Python. */
export { parser } from '@lezer/python';
