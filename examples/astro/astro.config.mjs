import { defineConfig } from 'astro/config';

// Without it `astro dev` looks for the engine's files where they are not.
export default defineConfig({
  vite: { optimizeDeps: { exclude: ['standfirst'] } },
});
