/** Lezer's parser of C++, which reads C too. */
export { parser } from '@lezer/cpp';
