//! A file of each layout, as its system writes it.

/// A case: its name, the form of the call, and the file.
pub(crate) type Case = (&'static str, Option<&'static str>, &'static str);

pub(crate) const CASES: &[Case] = &[
    ("wide", None, "candidate,form,exam,1,2,3\nann,A,TX,B,D,AB\nbob,b,,C,A,\"C;D\"\n"),
    (
        "long",
        None,
        "candidate;form;question;answer\nann;A;1;B\nann;A;q2;D\nann;A;Question 3;A,B\nbob;B;1;C\nbob;B;3;CD\nbob;B;2;\n",
    ),
    (
        "long, scattered",
        Some("A"),
        "answer,question,candidate\nB,1,ann\nC,1,bob\nD,2,ann\nD,2,bob\nAB,3,ann\n,3,bob\n",
    ),
    (
        "long, with mistakes",
        Some("A"),
        "candidate,question,answer\nann,1,B\nann,2,D\nbob,1,B\nbob,2,D\nbob,3,E\ncyd,1,B\ncyd,1,C\ncyd,2,D\ncyd,3,AB\n\
         dan,1,B\ndan,4,A\ndan,2,A\ndan,3,A\neve,1\n,1,A\n",
    ),
    (
        "zipgrade, newer",
        None,
        "QuizName,QuizClass,FirstName,LastName,StudentID,CustomID,Earned Points,Possible Points,PercentCorrect,QuizCreated,\
         DataExported,Key Version,Stu1,PriKey1,Points1,Mark1,Stu2,PriKey2,Points2,Mark2,Stu3,PriKey3,Points3,Mark3,Stu4,\
         PriKey4,Points4,Mark4\n\
         Quick,7b,Ann,Example,1001,,3,3,100,2026-01-02,2026-01-03,A,B,B,1,C,D,D,1,C,AB,AB,1,C,,,,\n\
         Quick,7b,Bob,Example,1002,,1,3,33,2026-01-02,2026-01-03,B,C,C,1,C,,A,0,X,D,CD,0,X,,,,\n",
    ),
    (
        "zipgrade, older",
        Some("A"),
        "ZipGradeID,ExternalID,FirstName,LastName,EarnedPts,PossiblePts,KeyVersion,Stu1,Key1,EarnedPt1,PossPt1,Stu2,Key2,\
         EarnedPt2,PossPt2,Stu3,Key3,EarnedPt3,PossPt3\n\
         1001,x,Ann,Example,2,3,,B,B,1,1,BD,D,0,1,AB,AB,1,1\n",
    ),
    (
        "google forms",
        Some("A"),
        "Timestamp,Email Address,Score,Which colour has the clear sky at noon?,What is 2+2?,Which of these are planets?\n\
         2026/09/27 3:00:00 PM GMT+3,ann@example.com,3 / 3,Blue,Four,\"Venus, Mars\"\n\
         2026/09/27 3:01:00 PM GMT+3,bob@example.com,28.00 / 30,\"Red, green\",\"Five, or so\",\n\
         2026/09/27 3:02:00 PM GMT+3,cyd@example.com,0 / 3,Green,Six,Mars\n",
    ),
    (
        "microsoft forms",
        Some("B"),
        "ID;Start time;Completion time;Email;Name;Total points;Quiz feedback;Last modified time;What is 2+2?;\
         Points - What is 2+2?;Feedback - What is 2+2?;Which colour has the clear sky at noon?;\
         Points - Which colour has the clear sky at noon?;Which of these are planets?;Points - Which of these are planets?\n\
         1;7/27/26 19:06:23;7/27/26 19:17:10;ann@example.com;;3;;;Four;1;;Blue;1;\"Mars;Venus;\";1\n\
         2;7/27/26 19:08:00;7/27/26 19:22:00;anonymous;;2;;;Three;0;;Red;0;;0\n",
    ),
    (
        "moodle",
        Some("A"),
        "\u{feff}Last name,First name,Username,Status,Started,Completed,Duration,Grade/10.00,Question 1,Response 1,\
         Right answer 1,Question 2,Response 2,Right answer 2,Question 3,Response 3,Right answer 3\n\
         Example,Ann,ann1,Finished,22 July 2026 09:00,22 July 2026 09:05,5 mins,10.00,What is 2+2?: Three; Four,Four,Four,\
         Which colour has the clear sky at noon?,Blue,Blue,Which of these are planets?,Mars; Venus,Mars; Venus\n\
         Example,Bob,bob1,Finished,22 July 2026 09:00,22 July 2026 09:05,5 mins,0.00,What is 2+2?,-,Four,\
         Which colour has the clear sky at noon?,Red,Blue,Which of these are planets?,Sirius,Mars; Venus\n\
         Example,Cyd,cyd1,In progress,22 July 2026 09:00,,,,What is 2+2?,-,Four,-,-,-,-,-,-\n\
         Example,Dan,dan1,Finished,22 July 2026 09:00,,,,Which of these are planets?,Mars,-,-,-,-,-,-,-\n",
    ),
    (
        "moodle, german",
        Some("A"),
        "Nachname;Vorname;ID-Nummer;Status;Begonnen am;Beendet;Verbrauchte Zeit;Bewertung/10,00;Antwort 1;Antwort 2;Antwort 3\n\
         Beispiel;Ann;0017;Beendet;22. Juli 2026;22. Juli 2026;5 Minuten;10,00;Four;Blue;\"Venus; Mars\"\n",
    ),
    (
        "canvas",
        Some("A"),
        "name,id,sis_id,section,section_id,section_sis_id,submitted,\"101: <p>What is\n2+2?</p>\",1.0,\
         102: Which colour has the clear sky at noon?,1.0,103: Which of these are planets?,1.0,n correct,n incorrect,score\n\
         Ann Example,11,A1,Sec A,5,,2026-09-25 23:30:00 UTC,\"Five, or so\",0.0,Blue,1.0,\"Mars,Venus\",1.0,2,1,2.0\n\
         Bob Example,12,A2,Sec A,5,,2026-09-26 01:00:00 UTC,,0.0,\"Red\\, green\",0.0,The Moon,0.0,0,3,0.0\n",
    ),
    (
        "canvas, several attempts",
        Some("A"),
        "name,id,sis_id,section,section_id,section_sis_id,submitted,attempt,101: What is 2+2?,1.0,102: Which colour has the \
         clear sky at noon?,1.0,103: Which of these are planets?,1.0,n correct,n incorrect,score\n\
         Ann Example,11,A1,Sec A,5,,2026-09-25 20:00:00 UTC,1,Three,0.0,Blue,1.0,Mars,0.0,1,2,1.0\n\
         Ann Example,11,A1,Sec A,5,,2026-09-25 23:30:00 UTC,2,Four,1.0,Blue,1.0,Mars,0.0,2,1,2.0\n",
    ),
    (
        "blackboard",
        Some("A"),
        "\"Username\"\t\"Last Name\"\t\"First Name\"\t\"Question ID 1\"\t\"Question 1\"\t\"Answer 1\"\t\"Possible Points 1\"\t\
         \"Auto Score 1\"\t\"Manual Score 1\"\t\"Question ID 2\"\t\"Question 2\"\t\"Answer 2\"\t\"Possible Points 2\"\t\"Auto \
         Score 2\"\t\"Manual Score 2\"\t\"Question ID 3\"\t\"Question 3\"\t\"Answer 3\"\t\"Possible Points 3\"\t\"Auto Score 3\"\t\
         \"Manual Score 3\"\n\
         \"001234s\"\t\"Example\"\t\"Ann\"\t\"q1\"\t\"What is 2+2?\"\t\"Four\"\t\"1\"\t\"1\"\t\"\"\t\"q2\"\t\"<p>Which colour has the \
         clear sky at noon?</p>\"\t\"Blue\"\t\"1\"\t\"1\"\t\"\"\t\"q3\"\t\"Which of these are planets?\"\t\"<Unanswered>\"\t\"1\"\t\
         \"0\"\t\"\"\n",
    ),
    (
        "brightspace",
        Some("A"),
        "Org Defined ID,Username,FirstName,LastName,Attempt #,Attempt Start,Attempt End,Section #,Q #,Q Type,Q Title,Q \
         Text,Bonus?,Difficulty,Answer,Answer Match,Score,Out Of\n\
         ,ann,Ann,Example,1,2/3/2026 15:24,2/3/2026 15:28,,1,MC,Q1,\"x\",,1,Three,Unchecked,0,1\n\
         ,ann,Ann,Example,1,2/3/2026 15:24,2/3/2026 15:28,,1,MC,Q1,\"x\",,1,Four,Checked,1,1\n\
         ,ann,Ann,Example,1,2/3/2026 15:24,2/3/2026 15:28,,2,MC,Q1,\"x\",,1,Blue,Checked,1,1\n\
         ,ann,Ann,Example,1,2/3/2026 15:24,2/3/2026 15:28,,3,MS,Q1,\"x\",,1,Mars,Checked,1,1\n\
         ,ann,Ann,Example,1,2/3/2026 15:24,2/3/2026 15:28,,3,MS,Q1,\"x\",,1,Venus,Checked,1,1\n\
         ,bob,Bob,Example,1,2/3/2026 15:24,2/3/2026 15:28,,1,MC,Q1,\"x\",,1,Four,maybe,0,1\n",
    ),
    (
        "amc",
        Some("A"),
        "\"Exam\";\"A:numero\";\"Name\";\"Mark\";\"Q001\";\"TICKED:Q001\";\"Q002\";\"TICKED:Q002\";\"Q003\";\"TICKED:Q003\"\n\
         \"1\";\"007\";\"Ann Example\";\"4,5\";\"1\";\"B\";\"0,5\";\"0;0;0;1\";\"1\";\"AB\"\n\
         \"2\";\"008\";\"Bob Example\";\"0\";\"0\";\"0\";\"0\";\"0;0;1;1\";\"0\";\"1;0\"\n\
         \"3\";\"009\";\"Cyd Example\";\"ABS\";\"\";\"\";\"\";\"\";\"\";\"\"\n",
    ),
    (
        "amc, points only",
        Some("A"),
        "\"Exam\",\"A:numero\",\"Name\",\"Mark\",\"Q001\",\"Q002\"\n\"1\",\"007\",\"Ann Example\",\"4,5\",\"1\",\"0,5\"\n",
    ),
    (
        "nops_eval",
        Some("A"),
        "registration;name;id;exam;scrambling;scan;points;mark;answer.1;solution.1;check.1;points.1;answer.2;solution.2;\
         check.2;points.2;answer.3;solution.3;check.3;points.3\n\
         1501090;Ann Example;ann_e;A;00;nops_scan1.png;2;4;01000;01000;1;1;00010;00010;1;1;11000;11000;1;1\n\
         1501091;Bob; Example;bob_e;A;00;nops_scan2.png;2;4;01000;01000;1;1;00010;00010;1;1;11000;11000;1;1\n\
         1501092;Cyd Example;cyd_e;A;00;nops_scan3.png;2;4;1000;01000;1;1;00010;00010;1;1;11000;11000;1;1\n\
         1501093;Dan Example;dan_e;A;00;nops_scan3.png;2;4;00001;01000;1;1;00010;00010;1;1;11000;11000;1;1\n",
    ),
    (
        "nops_scan of a sheet that is no form",
        None,
        "nops_scan1.png 15072900001 00 010 0 1501090 01000 00010 11000 00000 00000 00000 00000 00000 00000 00000 00000 00000 \
         00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 \
         00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000 00000\n",
    ),
    (
        "omrchecker",
        Some("A"),
        "\"file_id\",\"input_path\",\"output_path\",\"score\",\"Roll\",\"q1\",\"q2\",\"q3\",\"q4\"\n\
         \"s1.jpg\",\"inputs/s1.jpg\",\"outputs/s1.jpg\",\"0\",\"0042\",\"B\",\"D\",\"AB\",\"\"\n\
         \"s2.jpg\",\"inputs/s2.jpg\",\"outputs/s2.jpg\",\"0\",\"0043\",\"\",\"AD\",\"A\",\"\"\n",
    ),
    (
        "omrchecker, ids are pictures",
        Some("A"),
        "file_id,input_path,output_path,score,q1,q2,q3\n0017.jpg,in/0017.jpg,out/0017.jpg,0,B,D,AB\n",
    ),
    (
        "formscanner",
        Some("A"),
        ";[questions] Question003;[questions] Question001;[student_id] Question018;[questions] Question002\n\
         ann.png;A|B;B;A|C|F;D\nbob.png;;B\n",
    ),
    (
        "formscanner, several groups",
        Some("A"),
        ";[exam_id] Question018;[first] Question001;[second] Question002;[student_id] Question003\nx.png;A;B;A;E\n",
    ),
    ("scantron", Some("A"), ",KEY,3,B,D,AB\n,1001,,B,D,AB\n,1002,,B,,A\n"),
    ("scantron with the key of form B", None, ",KEY,3,C,A,CD\n,1001,,B,D,AB\n"),
    ("scantron with the key of form B for form A", Some("A"), ",KEY,3,C,A,CD\n,1001,,B,D,AB\n"),
    ("scantron of another exam", Some("A"), ",KEY,3,B,D,AC\n,1001,,B,D,AB\n"),
    (
        "gradescope",
        None,
        "First Name,Last Name,SID,Email,Sections,section_name,Total Score,Max Points,Status,Submission ID,Submission Time,\
         Lateness (H:M:S),View Count,Submission Count,1.1: A (0.25 pts),1.2: B (0.25 pts)\n\
         Ann,Example,1001,,,,12.0,12.0,Graded,,2026-06-25 13:16:26 -0600,13:29:30,,,0.25,0.25\n",
    ),
    (
        "grades of moodle",
        Some("A"),
        "Last name,First name,Email address,Status,Started,Completed,Duration,Grade/3.00,Q. 1 /1.00,Q. 2 /1.00,Q. 3 /1.00\n\
         Example,Ann,ann@example.com,Finished,1 May,1 May,10 mins,2.00,1.00,0.00,1.00\n",
    ),
    (
        "a word that looks like letters",
        Some("A"),
        "ID number,Status,Response 1,Response 2,Response 3\nann,Finished,Bad,-,-\n",
    ),
    ("unknown", None, "who,what\nann,B\n"),
    (
        "answers of another exam",
        Some("A"),
        "candidate,exam,1,2,3\nann,TX,A,A,A\nbob,tx,A,A,A\ncyd,TY,A,A,A\ndan,TZ,A,A,A\n",
    ),
    ("invisible marks", Some("A"), "candidate,1,2,3\nann\u{200b},B,D,AB\nbob\u{202e},B,D,AB\n"),
];
