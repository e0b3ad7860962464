/** True for text that CloudFormation, not the service, fills in later: `${AWS::Region}`, `${Function.Arn}`. Stage variables are the service's own. */
export function isFilledInLater(text: string): boolean {
  return /\$\{(?!stageVariables\.)/.test(text)
}
