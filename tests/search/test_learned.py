"""The search learns which words speak for which page: as scikit-learn does, in whole numbers, the same each time."""

from __future__ import annotations

from collections import Counter

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge

from macros.search.asked import read_asked
from macros.search.learned import MOST, PAGES, features, learn
from tests.builds import ROOT

WAYS = (
    *((3, way) for way in ("fire somebody", "dismiss an engineer", "dismiss somebody gently", "engineer must go")),
    *((5, way) for way in ("engineer resigns", "somebody resigns", "resigns without notice", "engineer leaves")),
    *((8, way) for way in ("budget was cut", "cut the budget", "somebody cut our money", "less money")),
)


def test_a_word_speaks_for_the_pages_that_it_tells_apart() -> None:
    learned = learn(WAYS)
    ((dismissed, telling),), ((resigned, _),) = learned["dismiss"], learned["resign"]
    assert (dismissed, resigned) == (3, 5)
    assert max(weight for _, weight in learned["engin"]) < telling <= MOST  # it stands in ways to two
    assert "gentli" not in learned  # it was said once
    assert "engin resign" not in learned  # two neighbours, once
    assert "cut budget" not in learned
    assert learn(()) == {}


def test_the_weights_are_those_of_a_ridge_regression() -> None:
    ways = [(number, way) for number, found in enumerate(sorted(read_asked(ROOT).items())[:12]) for way in found[1]]
    learned = learn(ways)
    shared = Counter(feature for _, way in ways for feature in {*features(way)})
    names = sorted(feature for feature, count in shared.items() if count >= (4 if " " in feature else 2))
    vectorizer = TfidfVectorizer(analyzer=features, sublinear_tf=True, vocabulary=names)
    matrix = vectorizer.fit_transform([way for _, way in ways])
    owners = np.array([page for page, _ in ways])
    wanted = (owners[:, None] == np.arange(12)[None, :]).astype(float)
    exact = Ridge(alpha=3.0, fit_intercept=False, solver="cholesky").fit(matrix, wanted).coef_.T
    exact *= vectorizer.idf_[:, None]
    assert set(learned) <= set(names)
    ours = np.zeros_like(exact)
    for name, found in learned.items():
        assert 1 <= len(found) <= PAGES
        for page, weight in found:
            ours[names.index(name), page] = weight
    expected = np.clip(exact / np.quantile(exact.max(axis=1), 0.95) * MOST, 0, MOST)
    kept = ours > 0
    assert np.abs(ours - expected)[kept].max() < 1  # half of it is rounding, and few steps are less than all
    assert expected[~kept].max() < 1.5
    assert learn(ways) == learned
