/** The request of the round, to us and to the peer: an order of twenty lines. */
export const roundRequest = {
  method: 'POST',
  path: '/orders/4711',
  query: 'expand=lines',
  contentType: 'application/json',
  body: JSON.stringify({
    customer: 'Ana',
    items: Array.from({ length: 20 }, (_, i) => ({ sku: `AB-${i}`, quantity: i + 1 })),
  }),
}
