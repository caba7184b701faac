package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.RemoteId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person pastes names an event by its id, or by an address that has it. */
final class PastedIdTest {
    @ParameterizedTest
    @CsvSource({
        "' evt-Pier1 ',                                        evt-Pier1",
        "https://luma.com/event/manage/evt-Pier1,              evt-Pier1",
        "https://luma.com/event/manage/evt-Pier1/guests?a=b,   evt-Pier1",
        "lu.ma/event/evt-Pier1,                                evt-Pier1",
        "https://luma.com/calendar/manage/cal-Pier,            cal-Pier",
        "https://luma.com/tile-evening,                        -",
        "www.luma.com/demo1,                                   -",
        "' ',                                                  -",
    })
    void anIdIsTakenOutOfWhatIsPasted(String pasted, String id) {
        assertThat(PastedId.of(pasted).map(RemoteId::value).orElse("-")).isEqualTo(id);
    }
}
