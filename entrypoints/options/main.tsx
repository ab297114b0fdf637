import { createRoot } from 'react-dom/client';
import { Options } from './Options';

const place = document.getElementById('root');
if (place) createRoot(place).render(<Options />);
