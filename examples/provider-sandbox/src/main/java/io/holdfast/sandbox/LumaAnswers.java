package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a guest answered, in Luma's words. Who was asked nothing has null or an empty list; the words for the same questions
 * have changed, and both stand; values repeat the older member {@code answer}. Which of them follows from the guest's id.
 */
final class LumaAnswers {
    private LumaAnswers() {}

    static void put(ObjectNode json, LumaGuest guest) {
        boolean told = guest.company().isPresent() || guest.jobTitle().isPresent();
        if (guest.registeredAt().isEmpty() || (!told && variant(guest, 3) == 0)) {
            json.putNull("registration_answers");
            return;
        }
        ArrayNode answers = json.putArray("registration_answers");
        if (!told && variant(guest, 3) == 1) {
            return;
        }
        company(answers, guest);
        boolean listed = variant(guest, 5) < 3;
        ObjectNode diet = answer(answers, "q2", "Diet", listed ? "select" : "multi-select");
        diet.putArray("value").add("vegan").add("halal");
        answer(answers, "q3", "Size", listed ? "select" : "dropdown").put("value", "M");
        // the same words twice
        answer(answers, "q4", "Notes", "text").put("value", "Aisle").put("answer", "Aisle");
        answer(answers, "q5", "Notes", "long-text").putNull("value").putNull("answer");
        answer(answers, "q6", "Code of conduct", "agree-check").put("value", true);
        answer(answers, "q7", "Terms", "terms");
    }

    static int variant(LumaGuest guest, int variants) {
        return Math.floorMod(guest.id().hashCode(), variants);
    }

    private static void company(ArrayNode answers, LumaGuest guest) {
        ObjectNode company = answer(answers, "q1", "Company", "company");
        ObjectNode value = company.putObject("value");
        guest.company().ifPresentOrElse(told -> value.put("company", told), () -> value.putNull("company"));
        guest.jobTitle().ifPresentOrElse(told -> value.put("job_title", told), () -> value.putNull("job_title"));
        guest.company().ifPresent(told -> company.put("answer", told).put("answer_company", told));
        guest.jobTitle().ifPresent(told -> company.put("answer_job_title", told));
    }

    private static ObjectNode answer(ArrayNode answers, String question, String label, String type) {
        ObjectNode answer = answers.addObject();
        return answer.put("label", label).put("question_id", question).put("question_type", type);
    }
}
