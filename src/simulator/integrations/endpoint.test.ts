import { expect, test } from 'vitest'
import { awsEndpoint, httpUrl } from './endpoint.ts'

test.each([
  [
    'https://pets.example.com/grün/wege?ort=köln',
    'https://pets.example.com/gr%C3%BCn/wege?ort=k%C3%B6ln',
  ],
  ['https://pets.example.com/a b<c>', 'https://pets.example.com/a%20b%3Cc%3E'],
  ['https://pets.example.com/%20/{none}', 'https://pets.example.com/%20/{none}'],
  ['https://pets.example.com/\ud83d\ude00', 'https://pets.example.com/%F0%9F%98%80'],
  ['https://pets.example.com/\ud83d', 'https://pets.example.com/%3F'],
  ['https://pets.example.com', 'https://pets.example.com'],
])('%j goes out as %s', (uri, url) => {
  expect(httpUrl(uri)).toBe(url)
})

test('an action of a service is written in the same way', () => {
  const uri = 'arn:aws:apigateway:us-east-1:sns:action/Publish&Message=grüße dich'
  expect(awsEndpoint(uri)?.url).toBe(
    'https://sns.us-east-1.amazonaws.com/?Action=Publish&Message=gr%C3%BC%C3%9Fe%20dich',
  )
})
