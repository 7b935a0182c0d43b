/** Something the operator has to put right before the local system can start; the message is one line for them. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
