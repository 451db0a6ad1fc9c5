package treewarden.forge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void aNewFileIsShownWhole() {
        assertThat(Lines.shownBy("@@ -0,0 +1,3 @@\n+a\n+b\n+c\n\\ No newline at end of file"))
                .containsExactly(new Lines(1, 3));
        assertThat(Lines.shownBy("@@ -0,0 +1 @@\n+a")).containsExactly(new Lines(1, 1));
    }

    @Test
    void eachHunkIsARunWithItsContext() {
        var patch = "@@ -1,4 +1,3 @@ version: 3\n a\n-b\n-c\n+d\n e\n@@ -20,2 +19,3 @@\n x\n+y\n z";

        assertThat(Lines.shownBy(patch)).containsExactly(new Lines(1, 3), new Lines(19, 21));
    }

    @Test
    void whatIsOnlyRemovedOrMissingShowsNothing() {
        assertThat(Lines.shownBy("@@ -3,2 +2,0 @@\n-a\n-b")).isEmpty();
        assertThat(Lines.shownBy("")).isEmpty();
        assertThat(Lines.shownBy("Binary files differ")).isEmpty();
    }

    @Test
    void aContributionCannotWriteHunksOfItsOwn() {
        assertThat(Lines.shownBy("@@ -0,0 +1,2 @@\n+@@ -1,1 +100,50 @@\n+b")).containsExactly(new Lines(1, 2));
    }

    @Test
    void aPatchThatIsCutShortShowsWhatIsThere() {
        assertThat(Lines.shownBy("@@ -0,0 +1,900 @@\n+a\n+b")).containsExactly(new Lines(1, 2));
        assertThat(Lines.shownBy("@@ -0,0 +99999999999,1 @@\n+a")).isEmpty();
    }

    @Test
    void aRunHoldsWhatIsAllInsideIt() {
        assertThat(new Lines(3, 5).holds(3, 5)).isTrue();
        assertThat(new Lines(3, 5).holds(5, 6)).isFalse();
        assertThat(new Lines(3, 5).holds(2, 3)).isFalse();
    }
}
