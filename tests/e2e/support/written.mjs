/**
 * What is on the page was written to the browser's database at least once since now. The page writes twice a second, and leaves one out while the
 * last is still on its way: a transaction of one's own waits for the page's.
 */
export const written = ({ page }) =>
  page.evaluate(async () => {
    const database = await new Promise((open, fail) => {
      const request = indexedDB.open("tuneground");
      request.onsuccess = () => open(request.result);
      request.onerror = () => fail(request.error);
    });
    for (let times = 0; times < 3; times++) {
      await new Promise((passed) => setTimeout(passed, 550));
      await new Promise((done) => (database.transaction(database.objectStoreNames, "readwrite").oncomplete = done));
    }
    database.close();
  });
