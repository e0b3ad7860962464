/** What a rule of the service says, in our words. */
export interface ServicePage {
  readonly title: string
  /** Paragraphs; code stands between backticks. */
  readonly text: readonly string[]
  /** What to do where it gets in the way. */
  readonly advice: string
  /** The page of the developer guide that tells it whole, by the last part of its address. */
  readonly guide: string
}

/** The address of a page of the developer guide. */
export function guideAddress({ guide }: ServicePage): string {
  return `https://docs.aws.amazon.com/apigateway/latest/developerguide/${guide}.html`
}
