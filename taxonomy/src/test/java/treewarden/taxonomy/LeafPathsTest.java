package treewarden.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Finding;

/** Paths that are not touched, by the numbers of the security notes. */
class LeafPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "knowledge/science/qna.yaml",
                "compositional_skills/a/b/c/qna.yaml",
                "foundational_skills/a/qna.yaml",
                "knowledge/physics - relativity/qna.yaml",
                "knowledge/\u00e9cole/qna.yaml"
            })
    void aFileNamedQnaYamlInAFolderIsALeaf(String path) {
        assertThat(LeafPaths.isLeaf(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qna.yaml",
                "knowledge/a/attribution.txt",
                "knowledge/a/qna.yaml/b",
                "knowledge/a/xqna.yaml",
                "README.md"
            })
    void anythingElseIsNone(String path) {
        assertThat(LeafPaths.isLeaf(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../knowledge/qna.yaml",
                "knowledge/../../etc/qna.yaml",
                "knowledge/./a/qna.yaml",
                "/knowledge/a/qna.yaml",
                "knowledge//a/qna.yaml"
            })
    void s42WhatLeadsElsewhereIsRefused(String path) {
        assertRefused(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "knowledge\\a\\qna.yaml",
                "knowledge/a\0/qna.yaml",
                "knowledge/a\nb/qna.yaml",
                "-rf/qna.yaml",
                "knowledge/--help/qna.yaml",
                ".git/config",
                "knowledge/.GIT/qna.yaml",
                "knowledge/git~1/qna.yaml",
                "knowledge/con.yaml",
                "knowledge/NUL/qna.yaml",
                "knowledge/a./qna.yaml",
                "knowledge/a /qna.yaml",
                "knowledge/\u202ea/qna.yaml",
                "knowledge/\u200ba/qna.yaml",
                "knowledge/e\u0301cole/qna.yaml",
                "knowledge/\uD83D/qna.yaml"
            })
    void s46NamesThatHideOrMeanSomethingElseAreRefused(String path) {
        assertRefused(path);
    }

    @Test
    void s46ANameOfFourKilobytesIsRefused() {
        assertRefused("knowledge/" + "a".repeat(4096) + "/qna.yaml");
        assertRefused("knowledge/" + "a".repeat(256) + "/qna.yaml");
        assertRefused("knowledge/" + "\u4e2d".repeat(100) + "/qna.yaml");
    }

    @Test
    void aRefusalShowsControlCharactersAndSaysWhatToDo() {
        assertThat(LeafPaths.refuse("knowledge/../x/qna.yaml").orElseThrow())
                .extracting(Finding::message, Finding::remedy)
                .containsExactly(
                        "The path has \"..\" in it, which leads elsewhere.",
                        "Rename it with lower-case letters, digits and underscores.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "knowledge/a/Qna.yaml",
                "knowledge/a/qna.yml",
                "compositional_skills/a/QNA.YAML",
                "knowledge/a/other.yaml"
            })
    void yamlAmongTheLeavesThatIsNotNamedQnaYamlIsToldSo(String path) {
        assertThat(LeafPaths.isLeaf(path)).isFalse();
        assertThat(LeafPaths.refuse(path).orElseThrow().message()).startsWith("A leaf's file is named qna.yaml;");
    }

    @Test
    void yamlElsewhereIsNobodysBusiness() {
        assertThat(LeafPaths.refuse(".github/workflows/check.yml")).isEmpty();
    }

    @Test
    void s45PathsThatCollideByCapitalsOrFormAreFound() {
        assertThat(LeafPaths.collisions(List.of("knowledge/a/qna.yaml", "knowledge/b/qna.yaml")))
                .isEmpty();
        assertThat(LeafPaths.collisions(List.of("knowledge/a/qna.yaml", "knowledge/A/qna.yaml")))
                .extracting(Finding::path)
                .containsExactly("knowledge/A/qna.yaml");
        assertThat(LeafPaths.collisions(List.of("knowledge/\u00e9/qna.yaml", "knowledge/e\u0301/qna.yaml")))
                .hasSize(1);
        assertThat(LeafPaths.collisions(List.of("knowledge/stra\u00dfe/qna.yaml", "knowledge/STRASSE/qna.yaml")))
                .hasSize(1);
        assertThat(LeafPaths.collisions(List.of("Knowledge/a/qna.yaml", "knowledge/b/qna.yaml")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "knowledge/a/b/qna.yaml, knowledge/a/b",
        "/x/knowledge/a/qna.yaml, knowledge/a",
        "compositional_skills/knowledge/a/qna.yaml, knowledge/a",
        "x/y/qna.yaml, x/y",
        "foundational_skills/a/qna.yaml, foundational_skills/a",
        "qna.yaml, ''",
        "myknowledge/a/qna.yaml, myknowledge/a"
    })
    void theFolderBeginsAtTheTopOfTheTaxonomy(String path, String folder) {
        assertThat(LeafPaths.folder(path)).isEqualTo(folder);
    }

    private static void assertRefused(String path) {
        assertThat(LeafPaths.refuse(path)).isPresent();
        assertThat(LeafPaths.isLeaf(path)).isFalse();
    }
}
