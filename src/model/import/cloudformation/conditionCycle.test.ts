import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { importDocument } from '../index.ts'
import { conditionCycle } from './conditionCycle.ts'

const read = (text: string) => importDocument(text, { nextId: countingIds('id') })

describe('conditions that lead back to themselves', () => {
  it.each([
    [{ A: { 'Fn::Not': [{ Condition: 'A' }] } }, ['A', 'A']],
    [
      {
        Z: { 'Fn::Equals': ['a', 'b'] },
        A: { 'Fn::And': [{ Condition: 'Z' }, { 'Fn::Or': [{ Condition: 'B' }] }] },
        B: { Condition: 'C' },
        C: { 'Fn::Not': [{ Condition: 'A' }] },
      },
      ['A', 'B', 'C', 'A'],
    ],
    [{ A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'constructor' }] } }, undefined],
    [
      {
        A: { 'Fn::Or': [{ Condition: 'B' }, { Condition: 'B' }] },
        B: { 'Fn::Equals': ['a', 'a'] },
      },
      undefined,
    ],
  ])('%j', (conditions, cycle) => {
    expect(conditionCycle(conditions)).toEqual(cycle)
  })

  it('are named where they keep the only API out', () => {
    const result = read(`Conditions:
  Up: !Not [!Condition Down]
  Down: !Not [!Condition Up]
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Condition: Up
    Properties: { Name: a }
`)
    expect(!result.ok && result.problems).toMatchObject([
      {
        code: 'cloudformation/circular-conditions',
        message:
          'The condition Up depends on itself: Up → Down → Up. CloudFormation refuses the template; such a condition is read as false.',
        position: { line: 2, column: 3 },
      },
    ])
  })

  it('are an error of a template that opens all the same', () => {
    const result = read(`Conditions:
  Up: !Condition Up
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: a }
`)
    expect(result.ok && result.problems[0]).toMatchObject({
      code: 'cloudformation/circular-conditions',
      severity: 'error',
    })
  })
})
