// The text of the page that the button was pressed on goes to the reader's page.
chrome.action.onClicked.addListener(async (tab) => {
  const [{ result }] = await chrome.scripting.executeScript({
    target: { tabId: tab.id },
    func: () => ({
      title: document.title,
      text: getSelection()?.toString() || document.body.innerText,
    }),
  });
  await chrome.storage.session.set({ story: result });
  await chrome.tabs.create({ url: chrome.runtime.getURL('reader.html') });
});
