import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { draft } from './draft.ts';
import { screen } from './navigation.ts';
import { MineScreen } from './saved/mineScreen.tsx';
import { ListScreen } from './places/listScreen.tsx';
import { PlaceScreen } from './places/placeScreen.tsx';
import { ObjectScreen } from './object/objectScreen.tsx';
import { ResultScreen } from './result/resultScreen.tsx';
import { SharedScreen } from './result/sharedScreen.tsx';
import { Skeleton } from './parts/state.tsx';

/** The screen a person is at. */
export function App() {
  const now = screen.value;
  switch (now.name) {
    case 'place':
      return now.below === undefined ? (
        <PlaceScreen />
      ) : (
        <ListScreen key={now.below} below={now.below} names={now.names} />
      );
    case 'object': {
      const { place } = draft.value;
      return place === undefined ? <PlaceScreen /> : <ObjectScreen place={place} />;
    }
    case 'result':
      return <ResultScreen key={now.shown.evaluation.id} shown={now.shown} />;
    case 'shared':
      return <SharedScreen token={now.token} />;
    case 'mine':
      return <MineScreen />;
    case 'admin':
      return <AdminPage />;
  }
}

/** Loaded only by those who open it. */
function AdminPage() {
  const [Screen, setScreen] = useState<{ Component: ComponentType }>();
  useEffect(() => {
    import('./admin/adminScreen.tsx')
      .then(async ({ AdminScreen, prepare }) => {
        await prepare();
        setScreen({ Component: AdminScreen });
      })
      .catch((error: unknown) => reportError(error));
  }, []);
  return Screen === undefined ? <Skeleton rows={6} /> : <Screen.Component />;
}
