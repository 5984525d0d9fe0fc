// Fills the page before the element looks at it.
const { story } = await chrome.storage.session.get('story');
const { title = '', text = '' } = story ?? {};
document.title = title;
document.querySelector('h1').textContent = title;
document.querySelector('#text').append(...text.split(/\n\s*\n/u).map((block) => {
  const paragraph = document.createElement('p');
  paragraph.textContent = block;
  return paragraph;
}));
await import('./standfirst/stand-first.js');
