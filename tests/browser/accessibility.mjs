import axe from 'axe-core';

/**
 * What axe-core finds wrong with a page, one line each: rule, impact, element, why.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function accessibilityFindings(page) {
  // Evaluated by the debugger, so that the page's Content-Security-Policy has no say.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = /** @type {any} */ (window);
    return (await axe.run(document)).violations;
  });
  return violations.flatMap((/** @type {axe.Result} */ { id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}) ${target.join(' ')}: ${failureSummary}`),
  );
}
