package treewarden.sdg.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people wrote by hand is the measure: a check that objects to it objects too much. */
class RealSeedsTest {
    @BeforeEach
    void theyAreThere() {
        assumeThat(Files.isDirectory(RealSeeds.FILES)).isTrue();
    }

    @Test
    void hardlyACheckObjectsToASeedExample() {
        var settings = QualitySettings.USUAL.withLanguage("en");
        var objections = new TreeMap<String, Integer>();
        int seeds = 0;
        for (var leaf : RealSeeds.leaves()) {
            var ground = Ground.of(leaf, settings);
            var strict = new Ground(
                    settings, ground.kind(), List.of(), ground.shortestAnswer(), List.of(), List.of(), Set.of());
            for (var seed : ground.seeds()) {
                if (!seed.said().answer().isBlank()) {
                    seeds++;
                    var subject = new Subject(strict, seed.said());
                    Checks.ALL.stream()
                            .filter(check -> check.trouble(subject) != null)
                            .forEach(check -> objections.merge(check.name(), 1, Integer::sum));
                }
            }
        }
        // Copied are contexts of editing and extraction, which the leaf's own seeds lift; the broken character is one.
        assertThat(objections.keySet()).isSubsetOf("verbatim-copy", "refusal", "hidden-characters");
        assertThat(objections.values()).allMatch(count -> count <= 5);
        assertThat(seeds).isGreaterThan(800);
    }

    @Test
    void seedExamplesOfALeafAreAlikeOnlyWhereTheyAreTheSame() {
        var minHash = MinHash.finding(QualitySettings.USUAL.similarity());
        int alike = 0;
        for (var leaf : RealSeeds.leaves()) {
            var prints = Seed.of(leaf).stream()
                    .map(seed -> Fingerprint.of(seed.said(), minHash))
                    .toList();
            for (int i = 0; i < prints.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double similarity = prints.get(i).similarity(prints.get(j));
                    assertThat(similarity < 0.75 || similarity > 0.99).isTrue();
                    alike += similarity > 0.99 ? 1 : 0;
                }
            }
        }
        assertThat(alike).isLessThan(10);
    }
}
