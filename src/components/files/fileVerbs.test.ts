import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../model/index.ts'
import { designFile, looksLikeDocument } from './fileVerbs.ts'

describe('the file of a design', () => {
  it.each([
    ['My pets', 'My-pets.gatewright.json'],
    ['../etc/passwd', 'etc-passwd.gatewright.json'],
    ['Zürich 東京', 'Zürich-東京.gatewright.json'],
    ['???', 'design.gatewright.json'],
  ])('%s is called %s', (name, file) => {
    expect(designFile(emptyDesign(name, () => 'd')).name).toBe(file)
  })
})

describe('a pasted text', () => {
  it.each([
    '{"openapi": "3.0.1", "info": {}}',
    '{\n  "swagger": "2.0"\n}',
    'openapi: 3.0.1\ninfo:\n  title: x',
    '# a comment\nswagger: "2.0"',
    'AWSTemplateFormatVersion: 2010-09-09\nResources: {}',
    'Transform: AWS::Serverless-2016-10-31\nResources: {}',
    '{"format": "gatewright-design", "version": 1}',
  ])('is a document: %s', (text) => {
    expect(looksLikeDocument(text)).toBe(true)
  })

  it.each([
    '',
    'hello',
    '{"name": "x"}',
    'we use openapi here',
    'https://example.com/openapi.json',
  ])('is only a text: %s', (text) => {
    expect(looksLikeDocument(text)).toBe(false)
  })
})
