-- A sample catalog of online courses: 50 courses and 80 course runs, in the states that the pipeline distinguishes.
--
-- Load it into a freshly migrated catalog, in one transaction:
--
--     psql --single-transaction -v ON_ERROR_STOP=1 -f include/samples/catalog.sql "$(make -s catalog-uri)"
--
-- All dates are fixed, so that the sample means the same whenever it is loaded: what has ended did so before 2026, what
-- is active ends in 2031 or later, a go-live date that has come lies in 2025, one that is to come in 2031. In the
-- comments A, B, C are variants and D0, D1, D2 schedules of one course: D0 has ended, the others have not.
-- README.md beside this file says what the sample drops make of each course.
--
-- This file is data, kept by hand: the rows of the drops that are to change nothing repeat its values to the letter.

-- ----------------------------------------------------------------------------
-- Reference data
-- ----------------------------------------------------------------------------

INSERT INTO catalog.product_source (slug, name) VALUES
    ('2u', '2U'),
    ('edx', 'edX');

INSERT INTO catalog.organization (key, name, short_code) VALUES
    ('NorthfieldX', 'Northfield University', 'NFU'),
    ('HaverstockX', 'Haverstock College', 'Haverstock'),
    ('Kestrel-Business', 'Kestrel Business School', 'KBS'),
    ('Saint.Aldric', 'Saint Aldric University', 'SAU'),
    ('MeridianTech', 'Meridian Technical University', 'Meridian'),
    ('LakeshoreX', 'Lakeshore State University', 'Lakeshore'),
    ('Lakeshore-Extension', 'Lakeshore State University Extension', NULL),
    ('Universidad.del.Sur', 'Universidad del Sur', 'UdS'),
    ('UValcourt', 'Université de Valcourt', 'Valcourt'),
    ('Corvin-IT', 'Corvin Institute of Technology', 'Corvin'),
    ('Ashdown.Law', 'Ashdown School of Law', 'Ashdown'),
    ('PacificRimU', 'Pacific Rim University', 'PRU'),
    ('Oberwald-TU', 'Technische Universität Oberwald', 'TUO'),
    ('Redwood.Health', 'Redwood College of Health Sciences', 'Redwood'),
    ('GlobalPolicyX', 'Global Policy Forum', NULL),
    ('HSC', 'Highland School of Commerce', 'Highland');

-- Codes of the sources' own. 2U's HSC is Haverstock College, although HSC is the key of another organization;
-- NFU means one organization to 2U and another to edX.
INSERT INTO catalog.organization_mapping (product_source_slug, external_key, organization_key) VALUES
    ('2u', 'NFU', 'NorthfieldX'),
    ('2u', 'KBS-EXED', 'Kestrel-Business'),
    ('2u', 'OBW', 'Oberwald-TU'),
    ('2u', 'SAU-EXED', 'Saint.Aldric'),
    ('2u', 'HSC', 'HaverstockX'),
    ('2u', 'UVAL', 'UValcourt'),
    ('2u', 'UdelSur', 'Universidad.del.Sur'),
    ('2u', 'LSU', 'LakeshoreX'),
    ('edx', 'NFU', 'PacificRimU');

INSERT INTO catalog.course_type (slug, name, is_external) VALUES
    ('audit', 'Audit Only', false),
    ('verified-audit', 'Verified and Audit', false),
    ('professional', 'Professional Only', false),
    ('credit-verified-audit', 'Credit', false),
    ('masters', 'Masters Only', false),
    ('executive-education-2u', 'Executive Education(2U)', true),
    ('bootcamp-2u', 'Bootcamp(2U)', true);

INSERT INTO catalog.course_run_type (slug, name) VALUES
    ('audit', 'Audit Only'),
    ('verified-audit', 'Verified and Audit'),
    ('professional', 'Professional Only'),
    ('credit-verified-audit', 'Credit'),
    ('masters', 'Masters Only'),
    ('unpaid-executive-education', 'Unpaid Executive Education'),
    ('paid-executive-education', 'Paid Executive Education'),
    ('unpaid-bootcamp', 'Unpaid Bootcamp'),
    ('paid-bootcamp', 'Paid Bootcamp');

INSERT INTO catalog.level_type (name) VALUES
    ('Beginner'),
    ('Introductory'),
    ('Intermediate'),
    ('Advanced');

INSERT INTO catalog.subject (name) VALUES
    ('Architecture'),
    ('Art & Culture'),
    ('Biology & Life Sciences'),
    ('Business & Management'),
    ('Chemistry'),
    ('Communication'),
    ('Computer Science'),
    ('Data Analysis & Statistics'),
    ('Design'),
    ('Economics & Finance'),
    ('Education & Teacher Training'),
    ('Electronics'),
    ('Energy & Earth Sciences'),
    ('Engineering'),
    ('Environmental Studies'),
    ('Ethics'),
    ('Food & Nutrition'),
    ('Health & Safety'),
    ('History'),
    ('Humanities'),
    ('Language'),
    ('Law'),
    ('Literature'),
    ('Math'),
    ('Medicine'),
    ('Music'),
    ('Philanthropy'),
    ('Philosophy & Ethics'),
    ('Physics'),
    ('Science'),
    ('Social Sciences');

INSERT INTO catalog.language_tag (code, name) VALUES
    ('ar-ae', 'Arabic - United Arab Emirates'),
    ('ar-eg', 'Arabic - Egypt'),
    ('ar-sa', 'Arabic - Saudi Arabia'),
    ('bn-bd', 'Bengali - Bangladesh'),
    ('cs', 'Czech'),
    ('da', 'Danish'),
    ('de-at', 'German - Austria'),
    ('de-ch', 'German - Switzerland'),
    ('de-de', 'German - Germany'),
    ('el', 'Greek'),
    ('en', 'English'),
    ('en-au', 'English - Australia'),
    ('en-ca', 'English - Canada'),
    ('en-gb', 'English - United Kingdom'),
    ('en-in', 'English - India'),
    ('en-us', 'English - United States'),
    ('es', 'Spanish'),
    ('es-419', 'Spanish - Latin America'),
    ('es-ar', 'Spanish - Argentina'),
    ('es-es', 'Spanish - Spain (Modern)'),
    ('es-mx', 'Spanish - Mexico'),
    ('fi', 'Finnish'),
    ('fr', 'French'),
    ('fr-ca', 'French - Canada'),
    ('fr-fr', 'French - France'),
    ('he', 'Hebrew'),
    ('hi', 'Hindi'),
    ('hu', 'Hungarian'),
    ('id', 'Indonesian'),
    ('it-it', 'Italian - Italy'),
    ('ja', 'Japanese'),
    ('ko', 'Korean'),
    ('nl-nl', 'Dutch - Netherlands'),
    ('nb', 'Norwegian - Bokmål'),
    ('pl', 'Polish'),
    ('pt-br', 'Portuguese - Brazil'),
    ('pt-pt', 'Portuguese - Portugal'),
    ('ru', 'Russian'),
    ('sv-se', 'Swedish - Sweden'),
    ('th', 'Thai'),
    ('tr', 'Turkish'),
    ('uk', 'Ukrainian'),
    ('vi', 'Vietnamese'),
    ('zh-cmn', 'Chinese - Mandarin'),
    ('zh-hans', 'Chinese - Simplified'),
    ('zh-hant', 'Chinese - Traditional');

INSERT INTO catalog.program_type (slug, name) VALUES
    ('xseries', 'XSeries'),
    ('micromasters', 'MicroMasters'),
    ('professional-certificate', 'Professional Certificate'),
    ('microbachelors', 'MicroBachelors'),
    ('masters', 'Masters'),
    ('bachelors', 'Bachelors'),
    ('doctorate', 'Doctorate'),
    ('license', 'License'),
    ('certificate', 'Certificate');

INSERT INTO catalog.collaborator (name) VALUES
    ('Kestrel Learning Labs'),
    ('Harbour Data Foundation'),
    ('Rhenish Manufacturers'' Association'),
    ('Open Health Alliance');

INSERT INTO catalog.person (name) VALUES
    ('Amara Okafor'),
    ('Beatriz Solano'),
    ('Caroline D''Arcy'),
    ('Daniel Whitcombe'),
    ('Elif Yılmaz'),
    ('Felix Brandner'),
    ('Grace Nakamura'),
    ('Hélène Marchand'),
    ('Ibrahim Saleh'),
    ('Jonas Lindqvist'),
    ('Katarzyna Nowak'),
    ('Liang Wei'),
    ('Nikhil Rao'),
    ('Olivia Pemberton'),
    ('Paul van den Berg'),
    ('Quentin Moreau'),
    ('Rosa Delgado'),
    ('Samuel Adeyemi'),
    ('Tomoko Hayashi'),
    ('Ursula Keller'),
    ('Victor Almeida'),
    ('Wanjiru Kamau'),
    ('Xavier Roche'),
    ('Yara Haddad'),
    ('Zoltán Szabó');

-- ----------------------------------------------------------------------------
-- Courses
-- ----------------------------------------------------------------------------

INSERT INTO catalog.course (
    key, organization_key, number, title,
    slug, course_type_slug, product_source_slug,
    image_url, level_type_name, price,
    short_description,
    full_description,
    outcome,
    syllabus,
    prerequisites,
    learner_testimonials,
    faq,
    additional_information,
    video_url, organization_short_code_override, organization_logo_override_url
) VALUES
    -- Executive education with rows that change nothing
    ('Kestrel-Business+LDT', 'Kestrel-Business', 'LDT', 'Leading Digital Transformation',
     'executive-education/kestrel-business-school-leading-digital-transformation', 'executive-education-2u', '2u',
     'https://images.example.com/cards/kestrel-business-ldt.jpg', 'Intermediate', 2900.00,
     '<p>Most digital programmes stall somewhere between the first pilot and the rest of the company. Practise diagnosing digital maturity and choosing where to start with faculty of Kestrel Business School.</p>',
     '<p>Most digital programmes stall somewhere between the first pilot and the rest of the company. This programme of Kestrel Business School is made for managers who have to decide before all the facts are in.</p>
<p>What you work on over 6 weeks:</p>
<ul>
<li>Diagnosing digital maturity</li>
<li>Choosing where to start</li>
<li>Funding change in stages</li>
<li>Bringing a sceptical organization along</li>
</ul>',
     '<ul>
<li>Gain confidence in diagnosing digital maturity</li>
<li>Follow a tested method for choosing where to start</li>
<li>Make a plan for funding change in stages</li>
<li>Practise bringing a sceptical organization along</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> diagnosing digital maturity</li>
<li><strong>Module 2:</strong> choosing where to start</li>
<li><strong>Module 3:</strong> funding change in stages</li>
<li><strong>Module 4:</strong> bringing a sceptical organization along</li>
</ol>',
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/kestrel-business-ldt', NULL, NULL),
    ('NorthfieldX+FIN-NFM', 'NorthfieldX', 'FIN-NFM', 'Finance for Non-Financial Managers',
     'executive-education/northfield-university-finance-for-non-financial-managers', 'executive-education-2u', '2u',
     'https://images.example.com/cards/northfieldx-fin-nfm.jpg', 'Introductory', 2450.00,
     '<p>Every budget discussion goes better when both sides of the table can read the numbers. Practise reading the three financial statements and building a business case with faculty of Northfield University.</p>',
     '<p>Every budget discussion goes better when both sides of the table can read the numbers. This programme of Northfield University is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>Over 8 weeks you work on reading the three financial statements, building a business case, managing working capital and questioning a forecast. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in reading the three financial statements</li>
<li>Follow a tested method for building a business case</li>
<li>Make a plan for managing working capital</li>
<li>Practise questioning a forecast</li>
</ul>',
     NULL,
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    ('Oberwald-TU+IND40', 'Oberwald-TU', 'IND40', 'Industry 4.0 and Smart Manufacturing',
     'executive-education/technische-universitat-oberwald-industry-4-0-and-smart-manufacturing', 'executive-education-2u', '2u',
     'https://images.example.com/cards/oberwald-tu-ind40.jpg', 'Advanced', 3150.00,
     '<p>A connected factory produces data long before it produces savings. Practise mapping the digital factory and predicting maintenance with faculty of Technische Universität Oberwald.</p>',
     '<p>A connected factory produces data long before it produces savings. This programme of Technische Universität Oberwald is made for team leaders, founders and advisers.</p>
<p>Over 7 weeks you work on mapping the digital factory, predicting maintenance, automating quality control and calculating the return on a smart line. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in mapping the digital factory</li>
<li>Follow a tested method for predicting maintenance</li>
<li>Make a plan for automating quality control</li>
<li>Practise calculating the return on a smart line</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> mapping the digital factory</li>
<li><strong>Module 2:</strong> predicting maintenance</li>
<li><strong>Module 3:</strong> automating quality control</li>
<li><strong>Module 4:</strong> calculating the return on a smart line</li>
</ol>',
     NULL,
     '<p><em>“Demanding, well paced, and worth the early mornings.”</em></p>',
     NULL,
     NULL,
     'https://video.example.com/watch/oberwald-tu-ind40', NULL, NULL),
    ('Saint.Aldric+NEG-CULT', 'Saint.Aldric', 'NEG-CULT', 'Negotiation Across Cultures',
     'executive-education/saint-aldric-university-negotiation-across-cultures', 'executive-education-2u', '2u',
     'https://images.example.com/cards/saint-aldric-neg-cult.jpg', 'Intermediate', 1980.00,
     '<p>A good offer can fail because of the way in which it is made. Practise preparing a negotiation and reading cultural signals with faculty of Saint Aldric University.</p>',
     '<p>A good offer can fail because of the way in which it is made. This programme of Saint Aldric University is made for senior specialists who advise decision makers.</p>
<p>What you work on over 10 weeks:</p>
<ul>
<li>Preparing a negotiation</li>
<li>Reading cultural signals</li>
<li>Handling deadlock</li>
<li>Closing agreements that last</li>
</ul>',
     '<ul>
<li>Gain confidence in preparing a negotiation</li>
<li>Follow a tested method for reading cultural signals</li>
<li>Make a plan for handling deadlock</li>
<li>Practise closing agreements that last</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> preparing a negotiation</li>
<li><strong>Module 2:</strong> reading cultural signals</li>
<li><strong>Module 3:</strong> handling deadlock</li>
<li><strong>Module 4:</strong> closing agreements that last</li>
</ol>',
     NULL,
     NULL,
     NULL,
     '<p>Live sessions are recorded for those who cannot attend.</p>',
     NULL, NULL, NULL),
    ('MeridianTech+AI-DEC', 'MeridianTech', 'AI-DEC', 'Artificial Intelligence for Decision Makers',
     'executive-education/meridian-technical-university-artificial-intelligence-for-decision-makers', 'executive-education-2u', '2u',
     'https://images.example.com/cards/meridiantech-ai-dec.jpg', 'Beginner', 2600.00,
     '<p>Leaders are asked to approve models that few people in the room can explain. Practise judging what a model can do and framing problems for data teams with faculty of Meridian Technical University.</p>',
     '<p>Leaders are asked to approve models that few people in the room can explain. This programme of Meridian Technical University is made for people with at least five years of experience in the field.</p>
<p>Over 6 weeks you work on judging what a model can do, framing problems for data teams, weighing risk and bias and planning the first deployment. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in judging what a model can do</li>
<li>Follow a tested method for framing problems for data teams</li>
<li>Make a plan for weighing risk and bias</li>
<li>Practise planning the first deployment</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> judging what a model can do</li>
<li><strong>Module 2:</strong> framing problems for data teams</li>
<li><strong>Module 3:</strong> weighing risk and bias</li>
<li><strong>Module 4:</strong> planning the first deployment</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     'https://video.example.com/watch/meridiantech-ai-dec', NULL, 'https://images.example.com/logos/meridiantech.png'),
    ('Redwood.Health+HLTH-LEAD', 'Redwood.Health', 'HLTH-LEAD', 'Health Care Leadership',
     'executive-education/redwood-college-of-health-sciences-health-care-leadership', 'executive-education-2u', '2u',
     'https://images.example.com/cards/redwood-health-hlth-lead.jpg', 'Intermediate', 1495.50,
     '<p>Clinicians who lead a department are rarely taught how. Practise leading clinical teams and improving patient flow with faculty of Redwood College of Health Sciences.</p>',
     '<p>Clinicians who lead a department are rarely taught how. This programme of Redwood College of Health Sciences is made for managers who have to decide before all the facts are in.</p>
<p>Over 8 weeks you work on leading clinical teams, improving patient flow, managing a care budget and speaking for your service. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in leading clinical teams</li>
<li>Follow a tested method for improving patient flow</li>
<li>Make a plan for managing a care budget</li>
<li>Practise speaking for your service</li>
</ul>',
     NULL,
     NULL,
     '<p><em>“The cases were close enough to my own work to be uncomfortable.”</em></p>',
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, 'Redwood Executive', NULL),
    ('UValcourt+AGILE-S', 'UValcourt', 'AGILE-S', 'Agile Product Sprint',
     'executive-education/universite-de-valcourt-agile-product-sprint', 'executive-education-2u', '2u',
     'https://images.example.com/cards/uvalcourt-agile-s.jpg', 'Introductory', 2900.00,
     '<p>Two weeks are enough to find out whether a product idea deserves two years. Practise framing the product question and prototyping in days with faculty of Université de Valcourt.</p>',
     '<p>Two weeks are enough to find out whether a product idea deserves two years. This programme of Université de Valcourt is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>What you work on over 2 weeks:</p>
<ul>
<li>Framing the product question</li>
<li>Prototyping in days</li>
<li>Testing with five customers</li>
</ul>',
     '<ul>
<li>Gain confidence in framing the product question</li>
<li>Follow a tested method for prototyping in days</li>
<li>Make a plan for testing with five customers</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> framing the product question</li>
<li><strong>Module 2:</strong> prototyping in days</li>
<li><strong>Module 3:</strong> testing with five customers</li>
</ol>',
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/uvalcourt-agile-s', NULL, NULL),
    ('Ashdown.Law+CONTRACTS.1', 'Ashdown.Law', 'CONTRACTS.1', 'Commercial Contracts for Executives',
     'executive-education/ashdown-school-of-law-commercial-contracts-for-executives', 'executive-education-2u', '2u',
     'https://images.example.com/cards/ashdown-law-contracts-1.jpg', 'Advanced', 2450.00,
     '<p>Whoever signs a contract should know which three clauses decide its cost. Practise reading a contract for risk and negotiating liability with faculty of Ashdown School of Law.</p>',
     '<p>Whoever signs a contract should know which three clauses decide its cost. This programme of Ashdown School of Law is made for team leaders, founders and advisers.</p>
<p>Over 10 weeks you work on reading a contract for risk, negotiating liability, managing change orders and ending an agreement cleanly. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in reading a contract for risk</li>
<li>Follow a tested method for negotiating liability</li>
<li>Make a plan for managing change orders</li>
<li>Practise ending an agreement cleanly</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> reading a contract for risk</li>
<li><strong>Module 2:</strong> negotiating liability</li>
<li><strong>Module 3:</strong> managing change orders</li>
<li><strong>Module 4:</strong> ending an agreement cleanly</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     NULL, NULL, NULL),
    ('PacificRimU+SCM-RES', 'PacificRimU', 'SCM-RES', 'Resilient Supply Chains',
     'executive-education/pacific-rim-university-resilient-supply-chains', 'executive-education-2u', '2u',
     'https://images.example.com/cards/pacificrimu-scm-res.jpg', 'Intermediate', 3150.00,
     '<p>One missing component can idle a plant on another continent. Practise mapping hidden suppliers and pricing disruption with faculty of Pacific Rim University.</p>',
     '<p>One missing component can idle a plant on another continent. This programme of Pacific Rim University is made for senior specialists who advise decision makers.</p>
<p>Over 6 weeks you work on mapping hidden suppliers, pricing disruption, balancing stock and speed and rehearsing a crisis. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in mapping hidden suppliers</li>
<li>Follow a tested method for pricing disruption</li>
<li>Make a plan for balancing stock and speed</li>
<li>Practise rehearsing a crisis</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> mapping hidden suppliers</li>
<li><strong>Module 2:</strong> pricing disruption</li>
<li><strong>Module 3:</strong> balancing stock and speed</li>
<li><strong>Module 4:</strong> rehearsing a crisis</li>
</ol>',
     NULL,
     '<p><em>“I used the second module in a meeting before I had finished the third.”</em></p>',
     NULL,
     NULL,
     'https://video.example.com/watch/pacificrimu-scm-res', NULL, NULL),
    -- Executive education with runs that are backpopulated
    ('Kestrel-Business+MKT-DA', 'Kestrel-Business', 'MKT-DA', 'Data-Driven Marketing',
     'executive-education/kestrel-business-school-data-driven-marketing', 'executive-education-2u', '2u',
     'https://images.example.com/cards/kestrel-business-mkt-da.jpg', 'Beginner', 1980.00,
     '<p>Half of a marketing budget is said to be wasted; data can tell which half. Practise segmenting customers and attributing results with faculty of Kestrel Business School.</p>',
     '<p>Half of a marketing budget is said to be wasted; data can tell which half. This programme of Kestrel Business School is made for people with at least five years of experience in the field.</p>
<p>What you work on over 8 weeks:</p>
<ul>
<li>Segmenting customers</li>
<li>Attributing results</li>
<li>Designing experiments</li>
<li>Presenting findings to a board</li>
</ul>',
     '<ul>
<li>Gain confidence in segmenting customers</li>
<li>Follow a tested method for attributing results</li>
<li>Make a plan for designing experiments</li>
<li>Practise presenting findings to a board</li>
</ul>',
     NULL,
     NULL,
     NULL,
     NULL,
     NULL,
     NULL, NULL, NULL),
    ('HaverstockX+HR-PA', 'HaverstockX', 'HR-PA', 'People Analytics',
     'executive-education/haverstock-college-people-analytics', 'executive-education-2u', '2u',
     'https://images.example.com/cards/haverstockx-hr-pa.jpg', 'Intermediate', 2600.00,
     '<p>Decisions about people deserve evidence as sound as decisions about money. Practise measuring engagement and forecasting turnover with faculty of Haverstock College.</p>',
     '<p>Decisions about people deserve evidence as sound as decisions about money. This programme of Haverstock College is made for managers who have to decide before all the facts are in.</p>
<p>Over 7 weeks you work on measuring engagement, forecasting turnover, testing hiring practices and protecting employees'' privacy. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in measuring engagement</li>
<li>Follow a tested method for forecasting turnover</li>
<li>Make a plan for testing hiring practices</li>
<li>Practise protecting employees'' privacy</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> measuring engagement</li>
<li><strong>Module 2:</strong> forecasting turnover</li>
<li><strong>Module 3:</strong> testing hiring practices</li>
<li><strong>Module 4:</strong> protecting employees'' privacy</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     '<p>Live sessions are recorded for those who cannot attend.</p>',
     'https://video.example.com/watch/haverstockx-hr-pa', NULL, NULL),
    ('MeridianTech+CYB-EXEC', 'MeridianTech', 'CYB-EXEC', 'Cybersecurity for Executives',
     'executive-education/meridian-technical-university-cybersecurity-for-executives', 'executive-education-2u', '2u',
     'https://images.example.com/cards/meridiantech-cyb-exec.jpg', 'Introductory', 1495.50,
     '<p>An attack is a technical event for an hour and a business event for a year. Practise understanding the threat landscape and setting risk appetite with faculty of Meridian Technical University.</p>',
     '<p>An attack is a technical event for an hour and a business event for a year. This programme of Meridian Technical University is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>Over 10 weeks you work on understanding the threat landscape, setting risk appetite, preparing an incident response and reporting security to the board. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in understanding the threat landscape</li>
<li>Follow a tested method for setting risk appetite</li>
<li>Make a plan for preparing an incident response</li>
<li>Practise reporting security to the board</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> understanding the threat landscape</li>
<li><strong>Module 2:</strong> setting risk appetite</li>
<li><strong>Module 3:</strong> preparing an incident response</li>
<li><strong>Module 4:</strong> reporting security to the board</li>
</ol>',
     NULL,
     '<p><em>“My cohort still meets once a month, a year later.”</em></p>',
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    ('NorthfieldX+STRAT-P', 'NorthfieldX', 'STRAT-P', 'Strategy in Practice',
     'executive-education/northfield-university-strategy-in-practice', 'executive-education-2u', '2u',
     'https://images.example.com/cards/northfieldx-strat-p.jpg', 'Advanced', 2900.00,
     '<p>A strategy is only as good as the decisions that it rules out. Practise analysing competition and choosing where to play with faculty of Northfield University.</p>',
     '<p>A strategy is only as good as the decisions that it rules out. This programme of Northfield University is made for team leaders, founders and advisers.</p>
<p>What you work on over 6 weeks:</p>
<ul>
<li>Analysing competition</li>
<li>Choosing where to play</li>
<li>Translating strategy into budgets</li>
<li>Reviewing strategic bets</li>
</ul>',
     '<ul>
<li>Gain confidence in analysing competition</li>
<li>Follow a tested method for choosing where to play</li>
<li>Make a plan for translating strategy into budgets</li>
<li>Practise reviewing strategic bets</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> analysing competition</li>
<li><strong>Module 2:</strong> choosing where to play</li>
<li><strong>Module 3:</strong> translating strategy into budgets</li>
<li><strong>Module 4:</strong> reviewing strategic bets</li>
</ol>',
     NULL,
     NULL,
     NULL,
     NULL,
     'https://video.example.com/watch/northfieldx-strat-p', NULL, NULL),
    ('Saint.Aldric+COACH', 'Saint.Aldric', 'COACH', 'Executive Coaching Skills',
     'executive-education/saint-aldric-university-executive-coaching-skills', 'executive-education-2u', '2u',
     'https://images.example.com/cards/saint-aldric-coach.jpg', 'Intermediate', 2450.00,
     '<p>The best question that a manager can ask is often the shortest one. Practise listening without an agenda and asking powerful questions with faculty of Saint Aldric University.</p>',
     '<p>The best question that a manager can ask is often the shortest one. This programme of Saint Aldric University is made for senior specialists who advise decision makers.</p>
<p>Over 8 weeks you work on listening without an agenda, asking powerful questions, giving difficult feedback and building a coaching habit. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in listening without an agenda</li>
<li>Follow a tested method for asking powerful questions</li>
<li>Make a plan for giving difficult feedback</li>
<li>Practise building a coaching habit</li>
</ul>',
     NULL,
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     NULL, NULL, NULL),
    ('Corvin-IT+CLOUD-ECON', 'Corvin-IT', 'CLOUD-ECON', 'Cloud Economics',
     'executive-education/corvin-institute-of-technology-cloud-economics', 'executive-education-2u', '2u',
     'https://images.example.com/cards/corvin-it-cloud-econ.jpg', 'Beginner', 3150.00,
     '<p>Cloud bills surprise those who treat them as a fixed cost. Practise reading a cloud bill and forecasting consumption with faculty of Corvin Institute of Technology.</p>',
     '<p>Cloud bills surprise those who treat them as a fixed cost. This programme of Corvin Institute of Technology is made for people with at least five years of experience in the field.</p>
<p>Over 7 weeks you work on reading a cloud bill, forecasting consumption, designing for cost and governing shared accounts. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in reading a cloud bill</li>
<li>Follow a tested method for forecasting consumption</li>
<li>Make a plan for designing for cost</li>
<li>Practise governing shared accounts</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> reading a cloud bill</li>
<li><strong>Module 2:</strong> forecasting consumption</li>
<li><strong>Module 3:</strong> designing for cost</li>
<li><strong>Module 4:</strong> governing shared accounts</li>
</ol>',
     NULL,
     '<p><em>“Demanding, well paced, and worth the early mornings.”</em></p>',
     NULL,
     NULL,
     'https://video.example.com/watch/corvin-it-cloud-econ', NULL, NULL),
    ('UValcourt+LUX-MGT', 'UValcourt', 'LUX-MGT', 'Luxury Brand Management',
     'executive-education/universite-de-valcourt-luxury-brand-management', 'executive-education-2u', '2u',
     'https://images.example.com/cards/uvalcourt-lux-mgt.jpg', 'Intermediate', 1980.00,
     '<p>Luxury grows by saying no more often than yes. Practise defining brand codes and managing scarcity with faculty of Université de Valcourt.</p>',
     '<p>Luxury grows by saying no more often than yes. This programme of Université de Valcourt is made for managers who have to decide before all the facts are in.</p>
<p>What you work on over 10 weeks:</p>
<ul>
<li>Defining brand codes</li>
<li>Managing scarcity</li>
<li>Designing the boutique experience</li>
<li>Entering new markets</li>
</ul>',
     '<ul>
<li>Gain confidence in defining brand codes</li>
<li>Follow a tested method for managing scarcity</li>
<li>Make a plan for designing the boutique experience</li>
<li>Practise entering new markets</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> defining brand codes</li>
<li><strong>Module 2:</strong> managing scarcity</li>
<li><strong>Module 3:</strong> designing the boutique experience</li>
<li><strong>Module 4:</strong> entering new markets</li>
</ol>',
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    ('Redwood.Health+HC-ANALYTICS', 'Redwood.Health', 'HC-ANALYTICS', 'Health Data Analytics',
     'executive-education/redwood-college-of-health-sciences-health-data-analytics', 'executive-education-2u', '2u',
     'https://images.example.com/cards/redwood-health-hc-analytics.jpg', 'Introductory', 2600.00,
     '<p>Hospitals collect far more data than they use at the bedside. Practise cleaning clinical data and measuring outcomes with faculty of Redwood College of Health Sciences.</p>',
     '<p>Hospitals collect far more data than they use at the bedside. This programme of Redwood College of Health Sciences is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>Over 6 weeks you work on cleaning clinical data, measuring outcomes, visualising variation and sharing data safely. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in cleaning clinical data</li>
<li>Follow a tested method for measuring outcomes</li>
<li>Make a plan for visualising variation</li>
<li>Practise sharing data safely</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> cleaning clinical data</li>
<li><strong>Module 2:</strong> measuring outcomes</li>
<li><strong>Module 3:</strong> visualising variation</li>
<li><strong>Module 4:</strong> sharing data safely</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/redwood-health-hc-analytics', 'Redwood Executive', NULL),
    -- Executive education that gets new runs
    ('PacificRimU+PM-COMPLEX', 'PacificRimU', 'PM-COMPLEX', 'Managing Complex Projects',
     'executive-education/pacific-rim-university-managing-complex-projects', 'executive-education-2u', '2u',
     'https://images.example.com/cards/pacificrimu-pm-complex.jpg', 'Advanced', 1495.50,
     '<p>Large projects fail slowly, then all at once. Practise shaping the project and estimating with ranges with faculty of Pacific Rim University.</p>',
     '<p>Large projects fail slowly, then all at once. This programme of Pacific Rim University is made for team leaders, founders and advisers.</p>
<p>Over 8 weeks you work on shaping the project, estimating with ranges, steering many suppliers and recovering a late programme. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in shaping the project</li>
<li>Follow a tested method for estimating with ranges</li>
<li>Make a plan for steering many suppliers</li>
<li>Practise recovering a late programme</li>
</ul>',
     NULL,
     NULL,
     '<p><em>“The cases were close enough to my own work to be uncomfortable.”</em></p>',
     NULL,
     '<p>Live sessions are recorded for those who cannot attend.</p>',
     NULL, NULL, 'https://images.example.com/logos/pacificrimu.png'),
    ('Oberwald-TU+SUST-OPS', 'Oberwald-TU', 'SUST-OPS', 'Sustainable Operations',
     'executive-education/technische-universitat-oberwald-sustainable-operations', 'executive-education-2u', '2u',
     'https://images.example.com/cards/oberwald-tu-sust-ops.jpg', 'Intermediate', 2900.00,
     '<p>Waste is a cost that an organization pays twice. Practise measuring a footprint and redesigning processes with faculty of Technische Universität Oberwald.</p>',
     '<p>Waste is a cost that an organization pays twice. This programme of Technische Universität Oberwald is made for senior specialists who advise decision makers.</p>
<p>What you work on over 7 weeks:</p>
<ul>
<li>Measuring a footprint</li>
<li>Redesigning processes</li>
<li>Working with suppliers</li>
<li>Reporting progress honestly</li>
</ul>',
     '<ul>
<li>Gain confidence in measuring a footprint</li>
<li>Follow a tested method for redesigning processes</li>
<li>Make a plan for working with suppliers</li>
<li>Practise reporting progress honestly</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> measuring a footprint</li>
<li><strong>Module 2:</strong> redesigning processes</li>
<li><strong>Module 3:</strong> working with suppliers</li>
<li><strong>Module 4:</strong> reporting progress honestly</li>
</ol>',
     NULL,
     NULL,
     NULL,
     NULL,
     'https://video.example.com/watch/oberwald-tu-sust-ops', NULL, NULL),
    ('GlobalPolicyX+CLIMATE.RISK', 'GlobalPolicyX', 'CLIMATE.RISK', 'Climate Risk and Opportunity',
     'executive-education/global-policy-forum-climate-risk-and-opportunity', 'executive-education-2u', '2u',
     'https://images.example.com/cards/globalpolicyx-climate-risk.jpg', 'Beginner', 2450.00,
     '<p>Climate risk is already priced into loans, leases and insurance policies. Practise reading climate scenarios and stress-testing assets with faculty of Global Policy Forum.</p>',
     '<p>Climate risk is already priced into loans, leases and insurance policies. This programme of Global Policy Forum is made for people with at least five years of experience in the field.</p>
<p>Over 10 weeks you work on reading climate scenarios, stress-testing assets, disclosing risk and finding opportunities in transition. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in reading climate scenarios</li>
<li>Follow a tested method for stress-testing assets</li>
<li>Make a plan for disclosing risk</li>
<li>Practise finding opportunities in transition</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> reading climate scenarios</li>
<li><strong>Module 2:</strong> stress-testing assets</li>
<li><strong>Module 3:</strong> disclosing risk</li>
<li><strong>Module 4:</strong> finding opportunities in transition</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     NULL, NULL, NULL),
    ('Universidad.del.Sur+EMPRENDE', 'Universidad.del.Sur', 'EMPRENDE', 'Entrepreneurship in Emerging Markets',
     'executive-education/universidad-del-sur-entrepreneurship-in-emerging-markets', 'executive-education-2u', '2u',
     'https://images.example.com/cards/universidad-del-sur-emprende.jpg', 'Intermediate', 3150.00,
     '<p>Founders in emerging markets solve for trust before they solve for scale. Practise spotting unmet needs and building on mobile payments with faculty of Universidad del Sur.</p>',
     '<p>Founders in emerging markets solve for trust before they solve for scale. This programme of Universidad del Sur is made for managers who have to decide before all the facts are in.</p>
<p>Over 6 weeks you work on spotting unmet needs, building on mobile payments, financing without venture capital and growing across borders. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in spotting unmet needs</li>
<li>Follow a tested method for building on mobile payments</li>
<li>Make a plan for financing without venture capital</li>
<li>Practise growing across borders</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> spotting unmet needs</li>
<li><strong>Module 2:</strong> building on mobile payments</li>
<li><strong>Module 3:</strong> financing without venture capital</li>
<li><strong>Module 4:</strong> growing across borders</li>
</ol>',
     NULL,
     '<p><em>“I used the second module in a meeting before I had finished the third.”</em></p>',
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/universidad-del-sur-emprende', NULL, NULL),
    ('Kestrel-Business+PRICING', 'Kestrel-Business', 'PRICING', 'Pricing Strategy',
     'executive-education/kestrel-business-school-pricing-strategy', 'executive-education-2u', '2u',
     'https://images.example.com/cards/kestrel-business-pricing.jpg', 'Introductory', 1980.00,
     '<p>No other lever moves profit as fast as price, and none is pulled with less preparation. Practise measuring willingness to pay and structuring price tiers with faculty of Kestrel Business School.</p>',
     '<p>No other lever moves profit as fast as price, and none is pulled with less preparation. This programme of Kestrel Business School is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>What you work on over 8 weeks:</p>
<ul>
<li>Measuring willingness to pay</li>
<li>Structuring price tiers</li>
<li>Running price tests</li>
<li>Defending a price increase</li>
</ul>',
     '<ul>
<li>Gain confidence in measuring willingness to pay</li>
<li>Follow a tested method for structuring price tiers</li>
<li>Make a plan for running price tests</li>
<li>Practise defending a price increase</li>
</ul>',
     NULL,
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    -- Executive education that is updated
    ('NorthfieldX+OPS-EXC', 'NorthfieldX', 'OPS-EXC', 'Operational Excellence',
     'executive-education/northfield-university-operational-excellence', 'executive-education-2u', '2u',
     'https://images.example.com/cards/northfieldx-ops-exc.jpg', 'Advanced', 2600.00,
     '<p>Excellence is what a process does on an ordinary Tuesday. Practise mapping value streams and reducing variation with faculty of Northfield University.</p>',
     '<p>Excellence is what a process does on an ordinary Tuesday. This programme of Northfield University is made for team leaders, founders and advisers.</p>
<p>Over 7 weeks you work on mapping value streams, reducing variation, managing daily improvement and sustaining results. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in mapping value streams</li>
<li>Follow a tested method for reducing variation</li>
<li>Make a plan for managing daily improvement</li>
<li>Practise sustaining results</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> mapping value streams</li>
<li><strong>Module 2:</strong> reducing variation</li>
<li><strong>Module 3:</strong> managing daily improvement</li>
<li><strong>Module 4:</strong> sustaining results</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     'https://video.example.com/watch/northfieldx-ops-exc', NULL, NULL),
    ('HaverstockX+STORY', 'HaverstockX', 'STORY', 'Business Storytelling',
     'executive-education/haverstock-college-business-storytelling', 'executive-education-2u', '2u',
     'https://images.example.com/cards/haverstockx-story.jpg', 'Intermediate', 1495.50,
     '<p>Facts persuade when they come in the right order. Practise finding the story in the data and structuring a pitch with faculty of Haverstock College.</p>',
     '<p>Facts persuade when they come in the right order. This programme of Haverstock College is made for senior specialists who advise decision makers.</p>
<p>Over 10 weeks you work on finding the story in the data, structuring a pitch, presenting on camera and answering hostile questions. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in finding the story in the data</li>
<li>Follow a tested method for structuring a pitch</li>
<li>Make a plan for presenting on camera</li>
<li>Practise answering hostile questions</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> finding the story in the data</li>
<li><strong>Module 2:</strong> structuring a pitch</li>
<li><strong>Module 3:</strong> presenting on camera</li>
<li><strong>Module 4:</strong> answering hostile questions</li>
</ol>',
     NULL,
     '<p><em>“My cohort still meets once a month, a year later.”</em></p>',
     NULL,
     NULL,
     NULL, NULL, NULL),
    ('Corvin-IT+BLOCKCHAIN', 'Corvin-IT', 'BLOCKCHAIN', 'Blockchain Beyond the Hype',
     'executive-education/corvin-institute-of-technology-blockchain-beyond-the-hype', 'executive-education-2u', '2u',
     'https://images.example.com/cards/corvin-it-blockchain.jpg', 'Beginner', 2900.00,
     '<p>Most problems do not need a shared ledger, and some need nothing else. Practise deciding whether a ledger helps and comparing platforms with faculty of Corvin Institute of Technology.</p>',
     '<p>Most problems do not need a shared ledger, and some need nothing else. This programme of Corvin Institute of Technology is made for people with at least five years of experience in the field.</p>
<p>What you work on over 6 weeks:</p>
<ul>
<li>Deciding whether a ledger helps</li>
<li>Comparing platforms</li>
<li>Writing a smart contract</li>
<li>Governing a consortium</li>
</ul>',
     '<ul>
<li>Gain confidence in deciding whether a ledger helps</li>
<li>Follow a tested method for comparing platforms</li>
<li>Make a plan for writing a smart contract</li>
<li>Practise governing a consortium</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> deciding whether a ledger helps</li>
<li><strong>Module 2:</strong> comparing platforms</li>
<li><strong>Module 3:</strong> writing a smart contract</li>
<li><strong>Module 4:</strong> governing a consortium</li>
</ol>',
     NULL,
     NULL,
     NULL,
     '<p>Live sessions are recorded for those who cannot attend.</p>',
     'https://video.example.com/watch/corvin-it-blockchain', NULL, NULL),
    ('Ashdown.Law+PRIVACY', 'Ashdown.Law', 'PRIVACY', 'Data Privacy Law in Practice',
     'executive-education/ashdown-school-of-law-data-privacy-law-in-practice', 'executive-education-2u', '2u',
     'https://images.example.com/cards/ashdown-law-privacy.jpg', 'Intermediate', 2450.00,
     '<p>Privacy law is easiest to respect before the product is built. Practise mapping personal data and choosing a legal basis with faculty of Ashdown School of Law.</p>',
     '<p>Privacy law is easiest to respect before the product is built. This programme of Ashdown School of Law is made for managers who have to decide before all the facts are in.</p>
<p>Over 8 weeks you work on mapping personal data, choosing a legal basis, answering access requests and handling a breach. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in mapping personal data</li>
<li>Follow a tested method for choosing a legal basis</li>
<li>Make a plan for answering access requests</li>
<li>Practise handling a breach</li>
</ul>',
     NULL,
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    ('MeridianTech+UX-LEAD', 'MeridianTech', 'UX-LEAD', 'Leading User Experience Teams',
     'executive-education/meridian-technical-university-leading-user-experience-teams', 'executive-education-2u', '2u',
     'https://images.example.com/cards/meridiantech-ux-lead.jpg', 'Introductory', 3150.00,
     '<p>Design leaders spend less time on screens than on trade-offs. Practise building a design team and arguing for research with faculty of Meridian Technical University.</p>',
     '<p>Design leaders spend less time on screens than on trade-offs. This programme of Meridian Technical University is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>Over 7 weeks you work on building a design team, arguing for research, measuring experience and scaling a design system. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in building a design team</li>
<li>Follow a tested method for arguing for research</li>
<li>Make a plan for measuring experience</li>
<li>Practise scaling a design system</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> building a design team</li>
<li><strong>Module 2:</strong> arguing for research</li>
<li><strong>Module 3:</strong> measuring experience</li>
<li><strong>Module 4:</strong> scaling a design system</li>
</ol>',
     NULL,
     '<p><em>“Demanding, well paced, and worth the early mornings.”</em></p>',
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/meridiantech-ux-lead', NULL, NULL),
    -- Executive education with runs in review
    ('Redwood.Health+PHARMA-ACC', 'Redwood.Health', 'PHARMA-ACC', 'Pharmaceutical Market Access',
     'executive-education/redwood-college-of-health-sciences-pharmaceutical-market-access', 'executive-education-2u', '2u',
     'https://images.example.com/cards/redwood-health-pharma-acc.jpg', 'Advanced', 1980.00,
     '<p>A medicine that nobody reimburses helps nobody. Practise valuing health outcomes and preparing a dossier with faculty of Redwood College of Health Sciences.</p>',
     '<p>A medicine that nobody reimburses helps nobody. This programme of Redwood College of Health Sciences is made for team leaders, founders and advisers.</p>
<p>What you work on over 10 weeks:</p>
<ul>
<li>Valuing health outcomes</li>
<li>Preparing a dossier</li>
<li>Negotiating with payers</li>
<li>Planning a launch</li>
</ul>',
     '<ul>
<li>Gain confidence in valuing health outcomes</li>
<li>Follow a tested method for preparing a dossier</li>
<li>Make a plan for negotiating with payers</li>
<li>Practise planning a launch</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> valuing health outcomes</li>
<li><strong>Module 2:</strong> preparing a dossier</li>
<li><strong>Module 3:</strong> negotiating with payers</li>
<li><strong>Module 4:</strong> planning a launch</li>
</ol>',
     NULL,
     NULL,
     NULL,
     NULL,
     NULL, 'Redwood Executive', NULL),
    ('Saint.Aldric+BOARD-GOV', 'Saint.Aldric', 'BOARD-GOV', 'Board Governance',
     'executive-education/saint-aldric-university-board-governance', 'executive-education-2u', '2u',
     'https://images.example.com/cards/saint-aldric-board-gov.jpg', 'Intermediate', 2600.00,
     '<p>A board adds the most value in the meetings it would rather avoid. Practise defining the board''s role and overseeing risk with faculty of Saint Aldric University.</p>',
     '<p>A board adds the most value in the meetings it would rather avoid. This programme of Saint Aldric University is made for senior specialists who advise decision makers.</p>
<p>Over 6 weeks you work on defining the board''s role, overseeing risk, evaluating a chief executive and handling conflicts of interest. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in defining the board''s role</li>
<li>Follow a tested method for overseeing risk</li>
<li>Make a plan for evaluating a chief executive</li>
<li>Practise handling conflicts of interest</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> defining the board''s role</li>
<li><strong>Module 2:</strong> overseeing risk</li>
<li><strong>Module 3:</strong> evaluating a chief executive</li>
<li><strong>Module 4:</strong> handling conflicts of interest</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     'https://video.example.com/watch/saint-aldric-board-gov', NULL, NULL),
    ('GlobalPolicyX+PUB-POL', 'GlobalPolicyX', 'PUB-POL', 'Public Policy Analysis',
     'executive-education/global-policy-forum-public-policy-analysis', 'executive-education-2u', '2u',
     'https://images.example.com/cards/globalpolicyx-pub-pol.jpg', 'Beginner', 1495.50,
     '<p>Good policy begins with a precise description of the problem. Practise framing policy problems and weighing costs and benefits with faculty of Global Policy Forum.</p>',
     '<p>Good policy begins with a precise description of the problem. This programme of Global Policy Forum is made for people with at least five years of experience in the field.</p>
<p>Over 8 weeks you work on framing policy problems, weighing costs and benefits, reading evaluations and advising decision makers. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in framing policy problems</li>
<li>Follow a tested method for weighing costs and benefits</li>
<li>Make a plan for reading evaluations</li>
<li>Practise advising decision makers</li>
</ul>',
     NULL,
     NULL,
     '<p><em>“The cases were close enough to my own work to be uncomfortable.”</em></p>',
     NULL,
     NULL,
     NULL, NULL, NULL),
    -- Executive education with rows to reject
    ('PacificRimU+FINTECH', 'PacificRimU', 'FINTECH', 'Fintech Futures',
     'executive-education/pacific-rim-university-fintech-futures', 'executive-education-2u', '2u',
     'https://images.example.com/cards/pacificrimu-fintech.jpg', 'Intermediate', 2900.00,
     '<p>Banks and start-ups need each other more than either admits. Practise understanding payment rails and lending with data with faculty of Pacific Rim University.</p>',
     '<p>Banks and start-ups need each other more than either admits. This programme of Pacific Rim University is made for managers who have to decide before all the facts are in.</p>
<p>What you work on over 7 weeks:</p>
<ul>
<li>Understanding payment rails</li>
<li>Lending with data</li>
<li>Navigating regulation</li>
<li>Partnering with incumbents</li>
</ul>',
     '<ul>
<li>Gain confidence in understanding payment rails</li>
<li>Follow a tested method for lending with data</li>
<li>Make a plan for navigating regulation</li>
<li>Practise partnering with incumbents</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> understanding payment rails</li>
<li><strong>Module 2:</strong> lending with data</li>
<li><strong>Module 3:</strong> navigating regulation</li>
<li><strong>Module 4:</strong> partnering with incumbents</li>
</ol>',
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/pacificrimu-fintech', NULL, 'https://images.example.com/logos/pacificrimu.png'),
    ('Kestrel-Business+M-AND-A', 'Kestrel-Business', 'M-AND-A', 'Mergers and Acquisitions',
     'executive-education/kestrel-business-school-mergers-and-acquisitions', 'executive-education-2u', '2u',
     'https://images.example.com/cards/kestrel-business-m-and-a.jpg', 'Introductory', 2450.00,
     '<p>Most acquisitions are won at the bid and lost at the integration. Practise screening targets and valuing synergies with faculty of Kestrel Business School.</p>',
     '<p>Most acquisitions are won at the bid and lost at the integration. This programme of Kestrel Business School is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>Over 10 weeks you work on screening targets, valuing synergies, conducting due diligence and integrating two cultures. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in screening targets</li>
<li>Follow a tested method for valuing synergies</li>
<li>Make a plan for conducting due diligence</li>
<li>Practise integrating two cultures</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> screening targets</li>
<li><strong>Module 2:</strong> valuing synergies</li>
<li><strong>Module 3:</strong> conducting due diligence</li>
<li><strong>Module 4:</strong> integrating two cultures</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     '<p>Live sessions are recorded for those who cannot attend.</p>',
     NULL, NULL, NULL),
    ('Corvin-IT+DEVOPS-L', 'Corvin-IT', 'DEVOPS-L', 'DevOps for Leaders',
     'executive-education/corvin-institute-of-technology-devops-for-leaders', 'executive-education-2u', '2u',
     'https://images.example.com/cards/corvin-it-devops-l.jpg', 'Advanced', 3150.00,
     '<p>Teams that release often break less, not more. Practise measuring delivery and removing hand-offs with faculty of Corvin Institute of Technology.</p>',
     '<p>Teams that release often break less, not more. This programme of Corvin Institute of Technology is made for team leaders, founders and advisers.</p>
<p>Over 6 weeks you work on measuring delivery, removing hand-offs, automating the path to production and leading without blame. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in measuring delivery</li>
<li>Follow a tested method for removing hand-offs</li>
<li>Make a plan for automating the path to production</li>
<li>Practise leading without blame</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> measuring delivery</li>
<li><strong>Module 2:</strong> removing hand-offs</li>
<li><strong>Module 3:</strong> automating the path to production</li>
<li><strong>Module 4:</strong> leading without blame</li>
</ol>',
     NULL,
     '<p><em>“I used the second module in a meeting before I had finished the third.”</em></p>',
     NULL,
     NULL,
     'https://video.example.com/watch/corvin-it-devops-l', NULL, NULL),
    -- Executive education archived, or on no row of the drop
    ('HaverstockX+CSR', 'HaverstockX', 'CSR', 'Corporate Social Responsibility',
     'executive-education/haverstock-college-corporate-social-responsibility', 'executive-education-2u', '2u',
     'https://images.example.com/cards/haverstockx-csr.jpg', 'Intermediate', 1980.00,
     '<p>Responsibility is a matter of operations, not of brochures. Practise mapping stakeholders and setting credible goals with faculty of Haverstock College.</p>',
     '<p>Responsibility is a matter of operations, not of brochures. This programme of Haverstock College is made for senior specialists who advise decision makers.</p>
<p>What you work on over 8 weeks:</p>
<ul>
<li>Mapping stakeholders</li>
<li>Setting credible goals</li>
<li>Auditing suppliers</li>
<li>Reporting impact</li>
</ul>',
     '<ul>
<li>Gain confidence in mapping stakeholders</li>
<li>Follow a tested method for setting credible goals</li>
<li>Make a plan for auditing suppliers</li>
<li>Practise reporting impact</li>
</ul>',
     NULL,
     NULL,
     NULL,
     NULL,
     NULL,
     NULL, NULL, NULL),
    ('NorthfieldX+RETAIL', 'NorthfieldX', 'RETAIL', 'The Future of Retail',
     'executive-education/northfield-university-the-future-of-retail', 'executive-education-2u', '2u',
     'https://images.example.com/cards/northfieldx-retail.jpg', 'Beginner', 2600.00,
     '<p>The shop of the future is a warehouse, a studio and a meeting place. Practise understanding the new shopper and blending channels with faculty of Northfield University.</p>',
     '<p>The shop of the future is a warehouse, a studio and a meeting place. This programme of Northfield University is made for people with at least five years of experience in the field.</p>
<p>Over 7 weeks you work on understanding the new shopper, blending channels, rethinking space and planning assortments. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in understanding the new shopper</li>
<li>Follow a tested method for blending channels</li>
<li>Make a plan for rethinking space</li>
<li>Practise planning assortments</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> understanding the new shopper</li>
<li><strong>Module 2:</strong> blending channels</li>
<li><strong>Module 3:</strong> rethinking space</li>
<li><strong>Module 4:</strong> planning assortments</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     'https://video.example.com/watch/northfieldx-retail', NULL, NULL),
    ('UValcourt+WINE-BUS', 'UValcourt', 'WINE-BUS', 'The Business of Wine',
     'executive-education/universite-de-valcourt-the-business-of-wine', 'executive-education-2u', '2u',
     'https://images.example.com/cards/uvalcourt-wine-bus.jpg', 'Intermediate', 1495.50,
     '<p>A vintage takes a year to make and a decade to sell well. Practise understanding terroir and cost and building a wine brand with faculty of Université de Valcourt.</p>',
     '<p>A vintage takes a year to make and a decade to sell well. This programme of Université de Valcourt is made for managers who have to decide before all the facts are in.</p>
<p>Over 10 weeks you work on understanding terroir and cost, building a wine brand, distributing across borders and managing an estate. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in understanding terroir and cost</li>
<li>Follow a tested method for building a wine brand</li>
<li>Make a plan for distributing across borders</li>
<li>Practise managing an estate</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> understanding terroir and cost</li>
<li><strong>Module 2:</strong> building a wine brand</li>
<li><strong>Module 3:</strong> distributing across borders</li>
<li><strong>Module 4:</strong> managing an estate</li>
</ol>',
     NULL,
     '<p><em>“My cohort still meets once a month, a year later.”</em></p>',
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    -- Executive education with dates or variant in additional_metadata only
    ('Universidad.del.Sur+LIDERAZGO', 'Universidad.del.Sur', 'LIDERAZGO', 'Liderazgo en Tiempos de Cambio',
     'executive-education/universidad-del-sur-liderazgo-en-tiempos-de-cambio', 'executive-education-2u', '2u',
     'https://images.example.com/cards/universidad-del-sur-liderazgo.jpg', 'Introductory', 2900.00,
     '<p>Leading through change means explaining the same reason a hundred times. Practise understanding resistance and communicating with clarity with faculty of Universidad del Sur.</p>',
     '<p>Leading through change means explaining the same reason a hundred times. This programme of Universidad del Sur is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>What you work on over 6 weeks:</p>
<ul>
<li>Understanding resistance</li>
<li>Communicating with clarity</li>
<li>Caring for teams</li>
<li>Leading at a distance</li>
</ul>',
     '<ul>
<li>Gain confidence in understanding resistance</li>
<li>Follow a tested method for communicating with clarity</li>
<li>Make a plan for caring for teams</li>
<li>Practise leading at a distance</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> understanding resistance</li>
<li><strong>Module 2:</strong> communicating with clarity</li>
<li><strong>Module 3:</strong> caring for teams</li>
<li><strong>Module 4:</strong> leading at a distance</li>
</ol>',
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/universidad-del-sur-liderazgo', NULL, NULL),
    ('Oberwald-TU+ROBOTICS-M', 'Oberwald-TU', 'ROBOTICS-M', 'Robotics for Managers',
     'executive-education/technische-universitat-oberwald-robotics-for-managers', 'executive-education-2u', '2u',
     'https://images.example.com/cards/oberwald-tu-robotics-m.jpg', 'Advanced', 2450.00,
     '<p>A robot is bought in a day and introduced in a year. Practise choosing tasks to automate and comparing robot types with faculty of Technische Universität Oberwald.</p>',
     '<p>A robot is bought in a day and introduced in a year. This programme of Technische Universität Oberwald is made for team leaders, founders and advisers.</p>
<p>Over 8 weeks you work on choosing tasks to automate, comparing robot types, planning safety and preparing the workforce. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in choosing tasks to automate</li>
<li>Follow a tested method for comparing robot types</li>
<li>Make a plan for planning safety</li>
<li>Practise preparing the workforce</li>
</ul>',
     NULL,
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     NULL, NULL, NULL),
    -- Executive education of another source
    ('HaverstockX+GLOB-TAL', 'HaverstockX', 'GLOB-TAL', 'Global Talent Strategy',
     'executive-education/haverstock-college-global-talent-strategy', 'executive-education-2u', 'edx',
     'https://images.example.com/cards/haverstockx-glob-tal.jpg', 'Intermediate', 3150.00,
     '<p>Talent moves faster than the policies that are meant to manage it. Practise planning a workforce and recruiting across borders with faculty of Haverstock College.</p>',
     '<p>Talent moves faster than the policies that are meant to manage it. This programme of Haverstock College is made for senior specialists who advise decision makers.</p>
<p>Over 7 weeks you work on planning a workforce, recruiting across borders, developing successors and managing mobility. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in planning a workforce</li>
<li>Follow a tested method for recruiting across borders</li>
<li>Make a plan for developing successors</li>
<li>Practise managing mobility</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> planning a workforce</li>
<li><strong>Module 2:</strong> recruiting across borders</li>
<li><strong>Module 3:</strong> developing successors</li>
<li><strong>Module 4:</strong> managing mobility</li>
</ol>',
     NULL,
     '<p><em>“Demanding, well paced, and worth the early mornings.”</em></p>',
     NULL,
     '<p>Live sessions are recorded for those who cannot attend.</p>',
     'https://video.example.com/watch/haverstockx-glob-tal', 'Haverstock Executive', NULL),
    -- Courses of the open catalog
    ('MeridianTech+6.00.1x', 'MeridianTech', '6.00.1x', 'Introduction to Computer Science with Python',
     'introduction-to-computer-science-with-python', 'verified-audit', 'edx',
     'https://images.example.com/cards/meridiantech-6-00-1x.jpg', 'Beginner', 3150.00,
     '<p>Programming is a way of thinking before it is a way of typing. Practise writing small programs and testing what you wrote with faculty of Meridian Technical University.</p>',
     '<p>Programming is a way of thinking before it is a way of typing. This course of Meridian Technical University is made for people with at least five years of experience in the field.</p>
<p>Over 6 weeks you work on writing small programs, testing what you wrote, measuring complexity and working with data. Weekly live sessions, short readings and a group of six peers keep the pace without asking you to leave your job.</p>',
     '<ul>
<li>Gain confidence in writing small programs</li>
<li>Follow a tested method for testing what you wrote</li>
<li>Make a plan for measuring complexity</li>
<li>Practise working with data</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> writing small programs</li>
<li><strong>Module 2:</strong> testing what you wrote</li>
<li><strong>Module 3:</strong> measuring complexity</li>
<li><strong>Module 4:</strong> working with data</li>
</ol>',
     NULL,
     '<p><em>“I used the second module in a meeting before I had finished the third.”</em></p>',
     NULL,
     NULL,
     'https://video.example.com/watch/meridiantech-6-00-1x', NULL, NULL),
    ('NorthfieldX+HIST101x', 'NorthfieldX', 'HIST101x', 'A Short History of Trade',
     'a-short-history-of-trade', 'audit', 'edx',
     'https://images.example.com/cards/northfieldx-hist101x.jpg', 'Intermediate', 1980.00,
     '<p>Pepper, silver and container ships changed the world more than most treaties. Practise reading sources and following goods with faculty of Northfield University.</p>',
     '<p>Pepper, silver and container ships changed the world more than most treaties. This course of Northfield University is made for managers who have to decide before all the facts are in.</p>
<p>What you work on over 8 weeks:</p>
<ul>
<li>Reading sources</li>
<li>Following goods</li>
<li>Comparing empires</li>
<li>Explaining prices</li>
</ul>',
     '<ul>
<li>Gain confidence in reading sources</li>
<li>Follow a tested method for following goods</li>
<li>Make a plan for comparing empires</li>
<li>Practise explaining prices</li>
</ul>',
     NULL,
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     '<p>Live sessions are recorded for those who cannot attend.</p>',
     NULL, NULL, NULL),
    ('LakeshoreX+STAT200', 'LakeshoreX', 'STAT200', 'Statistics for Everyone',
     'statistics-for-everyone', 'verified-audit', 'edx',
     'https://images.example.com/cards/lakeshorex-stat200.jpg', 'Introductory', 2600.00,
     '<p>Most disagreements about numbers are disagreements about samples. Practise describing data and estimating with care with faculty of Lakeshore State University.</p>',
     '<p>Most disagreements about numbers are disagreements about samples. This course of Lakeshore State University is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>Over 7 weeks you work on describing data, estimating with care, testing hypotheses and reading studies. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in describing data</li>
<li>Follow a tested method for estimating with care</li>
<li>Make a plan for testing hypotheses</li>
<li>Practise reading studies</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> describing data</li>
<li><strong>Module 2:</strong> estimating with care</li>
<li><strong>Module 3:</strong> testing hypotheses</li>
<li><strong>Module 4:</strong> reading studies</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/lakeshorex-stat200', NULL, NULL),
    ('Corvin-IT+EE40LX', 'Corvin-IT', 'EE40LX', 'Electronic Interfaces',
     'electronic-interfaces', 'professional', 'edx',
     'https://images.example.com/cards/corvin-it-ee40lx.jpg', 'Advanced', 1495.50,
     '<p>A sensor, a wire and a little code make the world measurable. Practise reading schematics and building circuits with faculty of Corvin Institute of Technology.</p>',
     '<p>A sensor, a wire and a little code make the world measurable. This course of Corvin Institute of Technology is made for team leaders, founders and advisers.</p>
<p>Over 10 weeks you work on reading schematics, building circuits, programming a controller and debugging hardware. A capstone project, reviewed by faculty and peers, ties the modules together.</p>',
     '<ul>
<li>Gain confidence in reading schematics</li>
<li>Follow a tested method for building circuits</li>
<li>Make a plan for programming a controller</li>
<li>Practise debugging hardware</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> reading schematics</li>
<li><strong>Module 2:</strong> building circuits</li>
<li><strong>Module 3:</strong> programming a controller</li>
<li><strong>Module 4:</strong> debugging hardware</li>
</ol>',
     NULL,
     '<p><em>“My cohort still meets once a month, a year later.”</em></p>',
     NULL,
     NULL,
     NULL, NULL, NULL),
    ('UValcourt+FR-LANG-A1', 'UValcourt', 'FR-LANG-A1', 'French for Beginners',
     'french-for-beginners', 'audit', 'edx',
     'https://images.example.com/cards/uvalcourt-fr-lang-a1.jpg', 'Intermediate', 2900.00,
     '<p>Ten minutes a day are worth more than a long Sunday. Practise introducing yourself and ordering and asking with faculty of Université de Valcourt.</p>',
     '<p>Ten minutes a day are worth more than a long Sunday. This course of Université de Valcourt is made for senior specialists who advise decision makers.</p>
<p>What you work on over 6 weeks:</p>
<ul>
<li>Introducing yourself</li>
<li>Ordering and asking</li>
<li>Talking about time</li>
<li>Writing short messages</li>
</ul>',
     '<ul>
<li>Gain confidence in introducing yourself</li>
<li>Follow a tested method for ordering and asking</li>
<li>Make a plan for talking about time</li>
<li>Practise writing short messages</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> introducing yourself</li>
<li><strong>Module 2:</strong> ordering and asking</li>
<li><strong>Module 3:</strong> talking about time</li>
<li><strong>Module 4:</strong> writing short messages</li>
</ol>',
     NULL,
     NULL,
     NULL,
     NULL,
     'https://video.example.com/watch/uvalcourt-fr-lang-a1', NULL, NULL),
    ('HSC+ETH-1', 'HSC', 'ETH-1', 'Ethics in Commerce',
     'ethics-in-commerce', 'credit-verified-audit', NULL,
     'https://images.example.com/cards/hsc-eth-1.jpg', 'Beginner', 2450.00,
     '<p>What is legal and what is right overlap, but not everywhere. Practise weighing duties and arguing fairly with faculty of Highland School of Commerce.</p>',
     '<p>What is legal and what is right overlap, but not everywhere. This course of Highland School of Commerce is made for people with at least five years of experience in the field.</p>
<p>Over 8 weeks you work on weighing duties, arguing fairly, deciding under pressure and learning from cases. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in weighing duties</li>
<li>Follow a tested method for arguing fairly</li>
<li>Make a plan for deciding under pressure</li>
<li>Practise learning from cases</li>
</ul>',
     NULL,
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     NULL,
     NULL,
     NULL, 'Highland Executive', NULL),
    -- Boot camps
    ('LakeshoreX+CODE-BC', 'LakeshoreX', 'CODE-BC', 'Coding Boot Camp',
     'boot-camps/computer-science/lakeshore-coding-boot-camp', 'bootcamp-2u', '2u',
     'https://images.example.com/cards/lakeshorex-code-bc.jpg', 'Beginner', 1980.00,
     '<p>Six months of evenings can turn curiosity into a portfolio. Practise building web pages and programming in JavaScript with faculty of Lakeshore State University.</p>',
     '<p>Six months of evenings can turn curiosity into a portfolio. This boot camp of Lakeshore State University is made for people with at least five years of experience in the field.</p>
<p>What you work on over 24 weeks:</p>
<ul>
<li>Building web pages</li>
<li>Programming in JavaScript</li>
<li>Storing data</li>
<li>Shipping a team project</li>
</ul>',
     '<ul>
<li>Gain confidence in building web pages</li>
<li>Follow a tested method for programming in JavaScript</li>
<li>Make a plan for storing data</li>
<li>Practise shipping a team project</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> building web pages</li>
<li><strong>Module 2:</strong> programming in JavaScript</li>
<li><strong>Module 3:</strong> storing data</li>
<li><strong>Module 4:</strong> shipping a team project</li>
</ol>',
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    ('Lakeshore-Extension+DATA-BC', 'Lakeshore-Extension', 'DATA-BC', 'Data Analytics Boot Camp',
     'boot-camps/data-analysis-statistics/lakeshore-state-university-extension-data-analytics-boot-camp', 'bootcamp-2u', '2u',
     'https://images.example.com/cards/lakeshore-extension-data-bc.jpg', 'Intermediate', 2600.00,
     '<p>Every organization has the data; few have somebody who can ask it questions. Practise querying databases and analysing with Python with faculty of Lakeshore State University Extension.</p>',
     '<p>Every organization has the data; few have somebody who can ask it questions. This boot camp of Lakeshore State University Extension is made for managers who have to decide before all the facts are in.</p>
<p>Over 24 weeks you work on querying databases, analysing with Python, visualising results and presenting a capstone. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in querying databases</li>
<li>Follow a tested method for analysing with Python</li>
<li>Make a plan for visualising results</li>
<li>Practise presenting a capstone</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> querying databases</li>
<li><strong>Module 2:</strong> analysing with Python</li>
<li><strong>Module 3:</strong> visualising results</li>
<li><strong>Module 4:</strong> presenting a capstone</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/lakeshore-extension-data-bc', NULL, NULL),
    ('PacificRimU+CYB-BC', 'PacificRimU', 'CYB-BC', 'Cybersecurity Boot Camp',
     'boot-camps/computer-science/pru-cybersecurity-boot-camp', 'bootcamp-2u', '2u',
     'https://images.example.com/cards/pacificrimu-cyb-bc.jpg', 'Introductory', 1495.50,
     '<p>Defenders have to be right every day, so they practise every day. Practise hardening systems and monitoring networks with faculty of Pacific Rim University.</p>',
     '<p>Defenders have to be right every day, so they practise every day. This boot camp of Pacific Rim University is made for experienced professionals who want to move from doing the work to leading it.</p>
<p>Over 24 weeks you work on hardening systems, monitoring networks, responding to incidents and testing defences. You finish with a plan that you present to your cohort and can put before your own colleagues the following Monday.</p>',
     '<ul>
<li>Gain confidence in hardening systems</li>
<li>Follow a tested method for monitoring networks</li>
<li>Make a plan for responding to incidents</li>
<li>Practise testing defences</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> hardening systems</li>
<li><strong>Module 2:</strong> monitoring networks</li>
<li><strong>Module 3:</strong> responding to incidents</li>
<li><strong>Module 4:</strong> testing defences</li>
</ol>',
     NULL,
     '<p><em>“The cases were close enough to my own work to be uncomfortable.”</em></p>',
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, NULL),
    ('NorthfieldX+UXUI-BC', 'NorthfieldX', 'UXUI-BC', 'UX/UI Boot Camp',
     'boot-camps/design/nfu-ux-ui-boot-camp', 'bootcamp-2u', '2u',
     'https://images.example.com/cards/northfieldx-uxui-bc.jpg', 'Advanced', 2900.00,
     '<p>Good interfaces are tested on people, not on colleagues. Practise researching users and sketching and prototyping with faculty of Northfield University.</p>',
     '<p>Good interfaces are tested on people, not on colleagues. This boot camp of Northfield University is made for team leaders, founders and advisers.</p>
<p>What you work on over 24 weeks:</p>
<ul>
<li>Researching users</li>
<li>Sketching and prototyping</li>
<li>Testing designs</li>
<li>Building a portfolio</li>
</ul>',
     '<ul>
<li>Gain confidence in researching users</li>
<li>Follow a tested method for sketching and prototyping</li>
<li>Make a plan for testing designs</li>
<li>Practise building a portfolio</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> researching users</li>
<li><strong>Module 2:</strong> sketching and prototyping</li>
<li><strong>Module 3:</strong> testing designs</li>
<li><strong>Module 4:</strong> building a portfolio</li>
</ol>',
     NULL,
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     'https://video.example.com/watch/northfieldx-uxui-bc', NULL, NULL),
    ('Corvin-IT+FINTECH-BC', 'Corvin-IT', 'FINTECH-BC', 'Fintech Boot Camp',
     'boot-camps/economics-finance/corvin-fintech-boot-camp', 'bootcamp-2u', '2u',
     'https://images.example.com/cards/corvin-it-fintech-bc.jpg', 'Intermediate', 2450.00,
     '<p>Finance is being rewritten in code, one spreadsheet at a time. Practise automating analysis and modelling risk with faculty of Corvin Institute of Technology.</p>',
     '<p>Finance is being rewritten in code, one spreadsheet at a time. This boot camp of Corvin Institute of Technology is made for senior specialists who advise decision makers.</p>
<p>Over 24 weeks you work on automating analysis, modelling risk, working with payment interfaces and presenting to investors. Every module ends with an assignment on a case from your own organization, and a tutor answers it in writing.</p>',
     '<ul>
<li>Gain confidence in automating analysis</li>
<li>Follow a tested method for modelling risk</li>
<li>Make a plan for working with payment interfaces</li>
<li>Practise presenting to investors</li>
</ul>',
     '<ol>
<li><strong>Module 1:</strong> automating analysis</li>
<li><strong>Module 2:</strong> modelling risk</li>
<li><strong>Module 3:</strong> working with payment interfaces</li>
<li><strong>Module 4:</strong> presenting to investors</li>
</ol>',
     '<p>None, apart from some years of professional experience.</p>',
     NULL,
     '<p><strong>How much time do I need?</strong><br>Plan for the hours a week that the course page states.</p>
<p><strong>Can I ask a question before I register?</strong><br>Yes: write to <a href="mailto:admissions@partner.example.com">admissions</a>.</p>',
     NULL,
     NULL, NULL, 'https://images.example.com/logos/corvin-it.png');

INSERT INTO catalog.course_subject (
    course_key, position, subject_name
) VALUES
    -- Executive education with rows that change nothing
    ('Kestrel-Business+LDT', 1, 'Business & Management'), ('Kestrel-Business+LDT', 2, 'Computer Science'),
    ('NorthfieldX+FIN-NFM', 1, 'Economics & Finance'), ('NorthfieldX+FIN-NFM', 2, 'Business & Management'),
    ('Oberwald-TU+IND40', 1, 'Engineering'), ('Oberwald-TU+IND40', 2, 'Business & Management'), ('Oberwald-TU+IND40', 3, 'Computer Science'),
    ('Saint.Aldric+NEG-CULT', 1, 'Business & Management'), ('Saint.Aldric+NEG-CULT', 2, 'Communication'),
    ('MeridianTech+AI-DEC', 1, 'Computer Science'), ('MeridianTech+AI-DEC', 2, 'Business & Management'), ('MeridianTech+AI-DEC', 3, 'Ethics'),
    ('Redwood.Health+HLTH-LEAD', 1, 'Health & Safety'), ('Redwood.Health+HLTH-LEAD', 2, 'Business & Management'), ('Redwood.Health+HLTH-LEAD', 3, 'Medicine'),
    ('UValcourt+AGILE-S', 1, 'Business & Management'), ('UValcourt+AGILE-S', 2, 'Design'),
    ('Ashdown.Law+CONTRACTS.1', 1, 'Law'), ('Ashdown.Law+CONTRACTS.1', 2, 'Business & Management'),
    ('PacificRimU+SCM-RES', 1, 'Business & Management'), ('PacificRimU+SCM-RES', 2, 'Engineering'),
    -- Executive education with runs that are backpopulated
    ('Kestrel-Business+MKT-DA', 1, 'Business & Management'), ('Kestrel-Business+MKT-DA', 2, 'Data Analysis & Statistics'),
    ('HaverstockX+HR-PA', 1, 'Business & Management'), ('HaverstockX+HR-PA', 2, 'Data Analysis & Statistics'),
    ('MeridianTech+CYB-EXEC', 1, 'Computer Science'), ('MeridianTech+CYB-EXEC', 2, 'Business & Management'),
    ('NorthfieldX+STRAT-P', 1, 'Business & Management'),
    ('Saint.Aldric+COACH', 1, 'Business & Management'), ('Saint.Aldric+COACH', 2, 'Communication'),
    ('Corvin-IT+CLOUD-ECON', 1, 'Computer Science'), ('Corvin-IT+CLOUD-ECON', 2, 'Economics & Finance'),
    ('UValcourt+LUX-MGT', 1, 'Business & Management'), ('UValcourt+LUX-MGT', 2, 'Art & Culture'),
    ('Redwood.Health+HC-ANALYTICS', 1, 'Data Analysis & Statistics'), ('Redwood.Health+HC-ANALYTICS', 2, 'Medicine'), ('Redwood.Health+HC-ANALYTICS', 3, 'Health & Safety'),
    -- Executive education that gets new runs
    ('PacificRimU+PM-COMPLEX', 1, 'Business & Management'), ('PacificRimU+PM-COMPLEX', 2, 'Engineering'),
    ('Oberwald-TU+SUST-OPS', 1, 'Environmental Studies'), ('Oberwald-TU+SUST-OPS', 2, 'Business & Management'), ('Oberwald-TU+SUST-OPS', 3, 'Engineering'),
    ('GlobalPolicyX+CLIMATE.RISK', 1, 'Environmental Studies'), ('GlobalPolicyX+CLIMATE.RISK', 2, 'Economics & Finance'),
    ('Universidad.del.Sur+EMPRENDE', 1, 'Business & Management'), ('Universidad.del.Sur+EMPRENDE', 2, 'Economics & Finance'),
    ('Kestrel-Business+PRICING', 1, 'Business & Management'), ('Kestrel-Business+PRICING', 2, 'Economics & Finance'),
    -- Executive education that is updated
    ('NorthfieldX+OPS-EXC', 1, 'Business & Management'),
    ('HaverstockX+STORY', 1, 'Communication'), ('HaverstockX+STORY', 2, 'Business & Management'),
    ('Corvin-IT+BLOCKCHAIN', 1, 'Computer Science'), ('Corvin-IT+BLOCKCHAIN', 2, 'Economics & Finance'),
    ('Ashdown.Law+PRIVACY', 1, 'Law'), ('Ashdown.Law+PRIVACY', 2, 'Computer Science'),
    ('MeridianTech+UX-LEAD', 1, 'Design'), ('MeridianTech+UX-LEAD', 2, 'Business & Management'),
    -- Executive education with runs in review
    ('Redwood.Health+PHARMA-ACC', 1, 'Medicine'), ('Redwood.Health+PHARMA-ACC', 2, 'Economics & Finance'),
    ('Saint.Aldric+BOARD-GOV', 1, 'Business & Management'), ('Saint.Aldric+BOARD-GOV', 2, 'Law'),
    ('GlobalPolicyX+PUB-POL', 1, 'Social Sciences'), ('GlobalPolicyX+PUB-POL', 2, 'Economics & Finance'),
    -- Executive education with rows to reject
    ('PacificRimU+FINTECH', 1, 'Economics & Finance'), ('PacificRimU+FINTECH', 2, 'Computer Science'),
    ('Kestrel-Business+M-AND-A', 1, 'Economics & Finance'), ('Kestrel-Business+M-AND-A', 2, 'Business & Management'), ('Kestrel-Business+M-AND-A', 3, 'Law'),
    ('Corvin-IT+DEVOPS-L', 1, 'Computer Science'), ('Corvin-IT+DEVOPS-L', 2, 'Business & Management'),
    -- Executive education archived, or on no row of the drop
    ('HaverstockX+CSR', 1, 'Philosophy & Ethics'), ('HaverstockX+CSR', 2, 'Business & Management'),
    ('NorthfieldX+RETAIL', 1, 'Business & Management'),
    ('UValcourt+WINE-BUS', 1, 'Food & Nutrition'), ('UValcourt+WINE-BUS', 2, 'Business & Management'),
    -- Executive education with dates or variant in additional_metadata only
    ('Universidad.del.Sur+LIDERAZGO', 1, 'Business & Management'), ('Universidad.del.Sur+LIDERAZGO', 2, 'Communication'),
    ('Oberwald-TU+ROBOTICS-M', 1, 'Engineering'), ('Oberwald-TU+ROBOTICS-M', 2, 'Business & Management'),
    -- Executive education of another source
    ('HaverstockX+GLOB-TAL', 1, 'Business & Management'), ('HaverstockX+GLOB-TAL', 2, 'Social Sciences'),
    -- Courses of the open catalog
    ('MeridianTech+6.00.1x', 1, 'Computer Science'), ('MeridianTech+6.00.1x', 2, 'Math'),
    ('NorthfieldX+HIST101x', 1, 'History'), ('NorthfieldX+HIST101x', 2, 'Economics & Finance'),
    ('LakeshoreX+STAT200', 1, 'Data Analysis & Statistics'), ('LakeshoreX+STAT200', 2, 'Math'),
    ('Corvin-IT+EE40LX', 1, 'Electronics'), ('Corvin-IT+EE40LX', 2, 'Engineering'),
    ('UValcourt+FR-LANG-A1', 1, 'Language'),
    ('HSC+ETH-1', 1, 'Philosophy & Ethics'), ('HSC+ETH-1', 2, 'Business & Management'),
    -- Boot camps
    ('LakeshoreX+CODE-BC', 1, 'Computer Science'), ('LakeshoreX+CODE-BC', 2, 'Engineering'),
    ('Lakeshore-Extension+DATA-BC', 1, 'Data Analysis & Statistics'), ('Lakeshore-Extension+DATA-BC', 2, 'Computer Science'),
    ('PacificRimU+CYB-BC', 1, 'Computer Science'),
    ('NorthfieldX+UXUI-BC', 1, 'Design'), ('NorthfieldX+UXUI-BC', 2, 'Computer Science'),
    ('Corvin-IT+FINTECH-BC', 1, 'Economics & Finance'), ('Corvin-IT+FINTECH-BC', 2, 'Computer Science');

INSERT INTO catalog.course_collaborator (
    course_key, position, collaborator_name
) VALUES
    -- Executive education with rows that change nothing
    ('Oberwald-TU+IND40', 1, 'Harbour Data Foundation'),
    ('PacificRimU+SCM-RES', 1, 'Open Health Alliance'),
    -- Executive education with runs that are backpopulated
    ('Corvin-IT+CLOUD-ECON', 1, 'Kestrel Learning Labs'),
    -- Executive education that gets new runs
    ('Universidad.del.Sur+EMPRENDE', 1, 'Open Health Alliance'),
    -- Executive education that is updated
    ('MeridianTech+UX-LEAD', 1, 'Rhenish Manufacturers'' Association'),
    -- Executive education with rows to reject
    ('Corvin-IT+DEVOPS-L', 1, 'Kestrel Learning Labs'),
    -- Executive education of another source
    ('HaverstockX+GLOB-TAL', 1, 'Open Health Alliance'),
    -- Courses of the open catalog
    ('MeridianTech+6.00.1x', 1, 'Rhenish Manufacturers'' Association');

-- ----------------------------------------------------------------------------
-- Course runs: what the drops find
-- The comment says what state each course is in.
-- ----------------------------------------------------------------------------

INSERT INTO catalog.course_run (
    key, course_key,
    course_run_type_slug, status, variant_id,
    starts_at, ends_at, enrollment_ends_at, goes_live_on,
    pacing_type, min_effort, max_effort, weeks_to_complete, content_language_code, transcript_languages,
    expected_program_type_slug, expected_program_name, upgrade_deadline_override_at, restriction_type, fixed_price_usd, has_ofac_restrictions, ofac_comment
) VALUES
    -- Executive education with rows that change nothing
    -- Kestrel-Business+LDT: variant A on D1
    ('course-v1:Kestrel-Business+LDT+1T2031', 'Kestrel-Business+LDT',
     'unpaid-executive-education', 'published', '4d1ef95b-ae8d-5227-a328-8ace94ddd95b',
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '2025-01-01',
     'instructor-paced', 2, 4, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- NorthfieldX+FIN-NFM: variant A on D1; the row writes everything in another way
    ('course-v1:NorthfieldX+FIN-NFM+1T2031', 'NorthfieldX+FIN-NFM',
     'unpaid-executive-education', 'published', '9a338476-a0e2-5244-8103-d178862bce2b',
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', '2025-02-02',
     'instructor-paced', 3, 5, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Oberwald-TU+IND40: an ended run and two active ones, each with its variant
    ('course-v1:Oberwald-TU+IND40+1T2024', 'Oberwald-TU+IND40',
     'unpaid-executive-education', 'published', '60c2236a-23d8-55bf-af67-19cdef66d1f0',
     '2024-02-21 09:30+00', '2024-04-07 17:00+00', '2024-02-15 23:59+00', '2023-03-03',
     'instructor-paced', 4, 6, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Oberwald-TU+IND40+1T2031', 'Oberwald-TU+IND40',
     'unpaid-executive-education', 'published', '7dbc0787-8773-5a37-a760-3079f8c0e983',
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', '2025-03-03',
     'instructor-paced', 4, 6, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Oberwald-TU+IND40+2T2031', 'Oberwald-TU+IND40',
     'unpaid-executive-education', 'published', '4816704c-ba94-5d74-98ba-6e7e1f3eb36b',
     '2031-06-18 09:30+00', '2031-08-03 17:00+00', '2031-06-12 23:59+00', '2025-03-03',
     'instructor-paced', 4, 6, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Saint.Aldric+NEG-CULT: variant A on D1; the row names no variant and no registration deadline, and both stay
    ('course-v1:Saint.Aldric+NEG-CULT+1T2031', 'Saint.Aldric+NEG-CULT',
     'unpaid-executive-education', 'published', 'c0433094-33cc-533b-a2b9-7b721dfec971',
     '2031-02-05 16:00+00', '2031-04-13 16:00+00', '2031-01-30 23:59+00', '2025-04-04',
     'instructor-paced', 5, 7, 10, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, '2031-02-15 16:00+00', NULL, NULL, false, NULL),
    -- MeridianTech+AI-DEC: three runs on one schedule, distinguished by restriction type
    ('course-v1:MeridianTech+AI-DEC+1T2031', 'MeridianTech+AI-DEC',
     'paid-executive-education', 'published', '7bc992da-9759-5985-856c-0b16739c8633',
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', '2031-02-06 23:59+00', '2025-05-05',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, 'custom-b2b-enterprise', 1750.00, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    ('course-v1:MeridianTech+AI-DEC+1T2031a', 'MeridianTech+AI-DEC',
     'paid-executive-education', 'published', NULL,
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', '2031-02-06 23:59+00', '2025-05-05',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    ('course-v1:MeridianTech+AI-DEC+1T2031b', 'MeridianTech+AI-DEC',
     'paid-executive-education', 'published', 'e8b2ee9f-3e93-5caa-9662-969be5dd7268',
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', '2031-02-06 23:59+00', '2025-05-05',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, 'custom-b2c', NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    -- Redwood.Health+HLTH-LEAD: A on D1, reviewed, go-live to come; B on D2 in legal review, equal to its row
    ('course-v1:Redwood.Health+HLTH-LEAD+1T2031', 'Redwood.Health+HLTH-LEAD',
     'unpaid-executive-education', 'reviewed', 'ebf69f8a-8935-5002-bb64-6add3cda6b42',
     '2031-02-19 00:00+00', '2031-04-13 23:59+00', '2031-02-13 23:59+00', '2031-01-08',
     'instructor-paced', 2, 4, 8, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Redwood.Health+HLTH-LEAD+2T2031', 'Redwood.Health+HLTH-LEAD',
     'unpaid-executive-education', 'review_by_legal', '45b0a7d4-9ac6-52d3-9205-b7284bb4f41f',
     '2031-06-18 00:00+00', '2031-08-10 23:59+00', '2031-06-12 23:59+00', '2025-06-06',
     'instructor-paced', 2, 4, 8, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- UValcourt+AGILE-S: a sprint: no certificate, no product meta
    ('course-v1:UValcourt+AGILE-S+1T2031', 'UValcourt+AGILE-S',
     'unpaid-executive-education', 'published', 'a0d3f9e3-2814-5ca9-96da-11e075d5feb8',
     '2031-02-05 09:30+00', '2031-02-16 17:00+00', '2031-01-30 23:59+00', '2025-07-07',
     'self-paced', 3, 5, 2, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Ashdown.Law+CONTRACTS.1: no variants: an active and an ended run, matched by schedule
    ('course-v1:Ashdown.Law+CONTRACTS.1+1T2024', 'Ashdown.Law+CONTRACTS.1',
     'unpaid-executive-education', 'published', NULL,
     '2024-02-14 16:00+00', '2024-04-21 16:00+00', '2024-02-08 23:59+00', '2023-08-08',
     'instructor-paced', 4, 6, 10, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    ('course-v1:Ashdown.Law+CONTRACTS.1+1T2031', 'Ashdown.Law+CONTRACTS.1',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-12 16:00+00', '2031-04-20 16:00+00', '2031-02-06 23:59+00', '2025-08-08',
     'instructor-paced', 4, 6, 10, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    -- PacificRimU+SCM-RES: no variants: two runs on D1, one of them closed to registration; the active one is matched
    ('course-v1:PacificRimU+SCM-RES+1T2031', 'PacificRimU+SCM-RES',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-19 14:00+00', '2031-03-30 23:59+00', '2025-11-30 23:59+00', '2025-09-09',
     'instructor-paced', 5, 7, 6, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:PacificRimU+SCM-RES+1T2031a', 'PacificRimU+SCM-RES',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-19 14:00+00', '2031-03-30 23:59+00', '2031-02-13 23:59+00', '2025-09-09',
     'instructor-paced', 5, 7, 6, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education with runs that are backpopulated
    -- Kestrel-Business+MKT-DA: variant A on D1
    ('course-v1:Kestrel-Business+MKT-DA+1T2031', 'Kestrel-Business+MKT-DA',
     'paid-executive-education', 'published', 'e8e1ba78-c073-5196-a616-189cb028f826',
     '2031-02-05 00:00+00', '2031-03-30 23:59+00', '2031-01-30 23:59+00', '2025-10-10',
     'instructor-paced', 6, 8, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- HaverstockX+HR-PA: variant A on D1
    ('course-v1:HaverstockX+HR-PA+1T2031', 'HaverstockX+HR-PA',
     'unpaid-executive-education', 'published', 'e61e91e5-0e81-54bb-b0db-adf57b663fe9',
     '2031-02-12 09:30+00', '2031-03-30 17:00+00', '2031-02-06 23:59+00', '2025-11-11',
     'instructor-paced', 2, 4, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- MeridianTech+CYB-EXEC: variant A on D1
    ('course-v1:MeridianTech+CYB-EXEC+1T2031', 'MeridianTech+CYB-EXEC',
     'unpaid-executive-education', 'published', 'ac4ce6d0-76d2-5000-adf7-6ea5eb5dbdb6',
     '2031-02-19 16:00+00', '2031-04-27 16:00+00', '2031-02-13 23:59+00', '2025-12-12',
     'instructor-paced', 3, 5, 10, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- NorthfieldX+STRAT-P: no variant, D1
    ('course-v1:NorthfieldX+STRAT-P+1T2031', 'NorthfieldX+STRAT-P',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '2025-01-13',
     'instructor-paced', 4, 6, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Saint.Aldric+COACH: ended: variant A (published) and variant C (unpublished); active: variant B on D1
    ('course-v1:Saint.Aldric+COACH+1T2024', 'Saint.Aldric+COACH',
     'unpaid-executive-education', 'published', 'd5427aa0-1094-599b-ae0e-86b721d48d63',
     '2024-02-14 00:00+00', '2024-04-07 23:59+00', '2024-02-08 23:59+00', '2023-02-14',
     'self-paced', 5, 7, 8, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, '2024-02-24 00:00+00', NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    ('course-v1:Saint.Aldric+COACH+1T2025', 'Saint.Aldric+COACH',
     'unpaid-executive-education', 'unpublished', '596b1ed9-4b3a-5869-800c-e879822cc07f',
     '2025-02-12 00:00+00', '2025-04-06 23:59+00', '2025-02-06 23:59+00', '2024-02-14',
     'self-paced', 5, 7, 8, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, '2025-02-22 00:00+00', NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    ('course-v1:Saint.Aldric+COACH+1T2031', 'Saint.Aldric+COACH',
     'unpaid-executive-education', 'published', 'b6400b9e-ccf9-5496-acef-8aaa46c6c0a9',
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', '2025-02-14',
     'self-paced', 5, 7, 8, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, '2031-02-22 00:00+00', NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    -- Corvin-IT+CLOUD-ECON: variant A on D1 and a newer run without a variant on D2
    ('course-v1:Corvin-IT+CLOUD-ECON+1T2031', 'Corvin-IT+CLOUD-ECON',
     'paid-executive-education', 'published', 'ac34d84c-132a-5971-8b31-c72083f0d2af',
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', '2025-03-15',
     'instructor-paced', 6, 8, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Corvin-IT+CLOUD-ECON+2T2031', 'Corvin-IT+CLOUD-ECON',
     'paid-executive-education', 'published', NULL,
     '2031-06-18 09:30+00', '2031-08-03 17:00+00', '2031-06-12 23:59+00', '2025-03-15',
     'instructor-paced', 6, 8, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- UValcourt+LUX-MGT: variant A on D1 and variant B on D2: the file swaps them
    ('course-v1:UValcourt+LUX-MGT+1T2031', 'UValcourt+LUX-MGT',
     'unpaid-executive-education', 'published', '993644d1-09a1-5bf7-8049-75204f950f42',
     '2031-02-05 16:00+00', '2031-04-13 16:00+00', '2031-01-30 23:59+00', '2025-04-16',
     'instructor-paced', 2, 4, 10, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    ('course-v1:UValcourt+LUX-MGT+2T2031', 'UValcourt+LUX-MGT',
     'unpaid-executive-education', 'published', '9a1d1a39-8406-5d55-a135-e5b86cf9d613',
     '2031-06-04 16:00+00', '2031-08-10 16:00+00', '2031-05-29 23:59+00', '2025-04-16',
     'instructor-paced', 2, 4, 10, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    -- Redwood.Health+HC-ANALYTICS: variant A on D1 without a registration deadline; variant B without dates
    ('course-v1:Redwood.Health+HC-ANALYTICS+1T2031', 'Redwood.Health+HC-ANALYTICS',
     'unpaid-executive-education', 'published', '753b06bf-f530-5b51-899c-6be380d251b8',
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', NULL, '2025-05-17',
     'instructor-paced', 3, 5, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Redwood.Health+HC-ANALYTICS+1T2031a', 'Redwood.Health+HC-ANALYTICS',
     'unpaid-executive-education', 'published', '36e837ee-062b-5ab0-b8e5-4b57a080a59c',
     NULL, NULL, NULL, '2025-05-17',
     'instructor-paced', 3, 5, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education that gets new runs
    -- PacificRimU+PM-COMPLEX: variant A on D1
    ('course-v1:PacificRimU+PM-COMPLEX+1T2031', 'PacificRimU+PM-COMPLEX',
     'unpaid-executive-education', 'published', '6557e327-54d1-5e83-b016-0c677705d19e',
     '2031-02-19 00:00+00', '2031-04-13 23:59+00', '2031-02-13 23:59+00', '2025-06-18',
     'instructor-paced', 4, 6, 8, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Oberwald-TU+SUST-OPS: no variant, D1
    ('course-v1:Oberwald-TU+SUST-OPS+1T2031', 'Oberwald-TU+SUST-OPS',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-05 09:30+00', '2031-03-23 17:00+00', '2031-01-30 23:59+00', '2025-07-19',
     'instructor-paced', 5, 7, 7, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- GlobalPolicyX+CLIMATE.RISK: no variants: one run without dates, one without an end
    ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2025', 'GlobalPolicyX+CLIMATE.RISK',
     'paid-executive-education', 'published', NULL,
     NULL, NULL, NULL, '2025-08-20',
     'instructor-paced', 6, 8, 10, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2031', 'GlobalPolicyX+CLIMATE.RISK',
     'paid-executive-education', 'published', NULL,
     '2031-02-12 16:00+00', NULL, NULL, '2025-08-20',
     'instructor-paced', 6, 8, 10, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Kestrel-Business+PRICING: variants A and B in the first third of 2031: its next keys are taken
    ('course-v1:Kestrel-Business+PRICING+1T2031', 'Kestrel-Business+PRICING',
     'unpaid-executive-education', 'published', '6b13c788-95f3-5ad2-b7ea-5e5384c39f10',
     '2031-02-05 00:00+00', '2031-03-30 23:59+00', '2031-01-30 23:59+00', '2025-10-22',
     'instructor-paced', 3, 5, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Kestrel-Business+PRICING+1T2031a', 'Kestrel-Business+PRICING',
     'unpaid-executive-education', 'published', '2f3264a4-4718-58a0-90b4-6e540516cc37',
     '2031-02-26 00:00+00', '2031-04-20 23:59+00', '2031-02-20 23:59+00', '2025-10-22',
     'instructor-paced', 3, 5, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education that is updated
    -- NorthfieldX+OPS-EXC: no variant, D1, and an ended run that no row names
    ('course-v1:NorthfieldX+OPS-EXC+1T2024', 'NorthfieldX+OPS-EXC',
     'unpaid-executive-education', 'published', NULL,
     '2024-02-14 09:30+00', '2024-03-31 17:00+00', '2024-02-08 23:59+00', '2023-11-23',
     'instructor-paced', 4, 6, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    ('course-v1:NorthfieldX+OPS-EXC+1T2031', 'NorthfieldX+OPS-EXC',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-12 09:30+00', '2031-03-30 17:00+00', '2031-02-06 23:59+00', '2025-11-23',
     'instructor-paced', 4, 6, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    -- HaverstockX+STORY: variant A on D1; the row names no variant
    ('course-v1:HaverstockX+STORY+1T2031', 'HaverstockX+STORY',
     'unpaid-executive-education', 'published', '89d17f6c-7b6d-5a8b-841c-5f7de4b0fb78',
     '2031-02-19 16:00+00', '2031-04-27 16:00+00', '2031-02-13 23:59+00', '2025-12-24',
     'instructor-paced', 5, 7, 10, 'en-gb', ARRAY['en-us', 'es-419'],
     'professional-certificate', 'Executive Leadership Path', '2031-03-01 16:00+00', NULL, NULL, false, NULL),
    -- Corvin-IT+BLOCKCHAIN: two unpublished runs, go-live to come and past
    ('course-v1:Corvin-IT+BLOCKCHAIN+1T2031', 'Corvin-IT+BLOCKCHAIN',
     'paid-executive-education', 'unpublished', '2a223da6-e42e-5c03-bc3c-984192bee990',
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '2031-01-08',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Corvin-IT+BLOCKCHAIN+2T2031', 'Corvin-IT+BLOCKCHAIN',
     'paid-executive-education', 'unpublished', 'dd164ee0-4a55-5179-8589-a0aad6f8a48e',
     '2031-06-04 14:00+00', '2031-07-13 23:59+00', '2031-05-29 23:59+00', '2025-01-25',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Ashdown.Law+PRIVACY: a reviewed run with a go-live date that has come
    ('course-v1:Ashdown.Law+PRIVACY+1T2031', 'Ashdown.Law+PRIVACY',
     'unpaid-executive-education', 'reviewed', 'cf7b1936-cb7d-5eb8-a9b6-32623c9942d5',
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', '2025-02-26',
     'instructor-paced', 2, 4, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- MeridianTech+UX-LEAD: variant A on D1; the row brings another title and price and an OFAC restriction
    ('course-v1:MeridianTech+UX-LEAD+1T2031', 'MeridianTech+UX-LEAD',
     'unpaid-executive-education', 'published', '26fb7061-b811-54dc-b57f-726c20a1f728',
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', '2025-03-27',
     'instructor-paced', 3, 5, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education with runs in review
    -- Redwood.Health+PHARMA-ACC: variant A on D1 in legal review, variant B on D2 in internal review
    ('course-v1:Redwood.Health+PHARMA-ACC+1T2031', 'Redwood.Health+PHARMA-ACC',
     'unpaid-executive-education', 'review_by_legal', '4e314b92-2131-5505-898a-464e96399305',
     '2031-02-05 16:00+00', '2031-04-13 16:00+00', '2031-01-30 23:59+00', '2025-04-01',
     'self-paced', 4, 6, 10, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Redwood.Health+PHARMA-ACC+2T2031', 'Redwood.Health+PHARMA-ACC',
     'unpaid-executive-education', 'review_by_internal', 'e0fd9699-6577-54ef-9ad9-b8436533738e',
     '2031-06-04 16:00+00', '2031-08-10 16:00+00', '2031-05-29 23:59+00', '2025-04-01',
     'self-paced', 4, 6, 10, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Saint.Aldric+BOARD-GOV: variant A on D1 in internal review, variant B on D2 published
    ('course-v1:Saint.Aldric+BOARD-GOV+1T2031', 'Saint.Aldric+BOARD-GOV',
     'unpaid-executive-education', 'review_by_internal', 'acbe4c92-ba6b-58a0-bdbc-7cfbc6f63005',
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', '2031-02-06 23:59+00', '2025-05-02',
     'instructor-paced', 5, 7, 6, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:Saint.Aldric+BOARD-GOV+2T2031', 'Saint.Aldric+BOARD-GOV',
     'unpaid-executive-education', 'published', 'ac05ff2d-c82a-5f32-955e-31ccddb2d53f',
     '2031-06-11 14:00+00', '2031-07-20 23:59+00', '2031-06-05 23:59+00', '2025-05-02',
     'instructor-paced', 5, 7, 6, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- GlobalPolicyX+PUB-POL: no variant, D1, in legal review
    ('course-v1:GlobalPolicyX+PUB-POL+1T2031', 'GlobalPolicyX+PUB-POL',
     'paid-executive-education', 'review_by_legal', NULL,
     '2031-02-19 00:00+00', '2031-04-13 23:59+00', '2031-02-13 23:59+00', '2025-06-03',
     'instructor-paced', 6, 8, 8, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education with rows to reject
    -- PacificRimU+FINTECH: variant A on D1; a row names variant B of UValcourt+WINE-BUS
    ('course-v1:PacificRimU+FINTECH+1T2031', 'PacificRimU+FINTECH',
     'unpaid-executive-education', 'published', 'a05d1271-0c36-54ec-9bf8-79e77bdcc247',
     '2031-02-05 09:30+00', '2031-03-23 17:00+00', '2031-01-30 23:59+00', '2025-07-04',
     'instructor-paced', 2, 4, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Kestrel-Business+M-AND-A: no variants: two active runs on D1
    ('course-v1:Kestrel-Business+M-AND-A+2031_R1', 'Kestrel-Business+M-AND-A',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-12 16:00+00', '2031-04-20 16:00+00', '2031-02-06 23:59+00', '2025-08-05',
     'instructor-paced', 3, 5, 10, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    ('course-v1:Kestrel-Business+M-AND-A+2031_R2', 'Kestrel-Business+M-AND-A',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-12 16:00+00', '2031-04-20 16:00+00', '2031-02-06 23:59+00', '2025-08-05',
     'instructor-paced', 3, 5, 10, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    -- Corvin-IT+DEVOPS-L: variant A on D1; two rows name A and differ
    ('course-v1:Corvin-IT+DEVOPS-L+1T2031', 'Corvin-IT+DEVOPS-L',
     'unpaid-executive-education', 'published', '8246d30b-30bd-5153-bde5-cfa2d1a0b8fd',
     '2031-02-19 14:00+00', '2031-03-30 23:59+00', '2031-02-13 23:59+00', '2025-09-06',
     'instructor-paced', 4, 6, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education archived, or on no row of the drop
    -- HaverstockX+CSR: archived, ended; comes back with a new variant
    ('course-v1:HaverstockX+CSR+1T2024', 'HaverstockX+CSR',
     'unpaid-executive-education', 'published', '131cb879-4484-5b5e-85fe-144cdc302884',
     '2024-02-07 00:00+00', '2024-03-31 23:59+00', '2024-02-01 23:59+00', '2023-10-07',
     'instructor-paced', 5, 7, 8, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, '2024-02-17 00:00+00', NULL, NULL, false, NULL),
    -- NorthfieldX+RETAIL: archived, ended; on no row
    ('course-v1:NorthfieldX+RETAIL+1T2024', 'NorthfieldX+RETAIL',
     'paid-executive-education', 'published', 'd611ac49-1b49-59ec-83f4-0b8bde110a2c',
     '2024-02-14 09:30+00', '2024-03-31 17:00+00', '2024-02-08 23:59+00', '2023-11-08',
     'self-paced', 6, 8, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- UValcourt+WINE-BUS: published; on no row
    ('course-v1:UValcourt+WINE-BUS+1T2024', 'UValcourt+WINE-BUS',
     'unpaid-executive-education', 'published', 'd73648f5-6efe-50b7-a558-e718a62d8158',
     '2024-02-21 16:00+00', '2024-04-28 16:00+00', '2024-02-15 23:59+00', '2023-12-09',
     'instructor-paced', 2, 4, 10, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:UValcourt+WINE-BUS+1T2031', 'UValcourt+WINE-BUS',
     'unpaid-executive-education', 'published', '53219f2b-ba7a-5135-bdd9-5f7cd7ae91bc',
     '2031-02-19 16:00+00', '2031-04-27 16:00+00', '2031-02-13 23:59+00', '2025-12-09',
     'instructor-paced', 2, 4, 10, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education with dates or variant in additional_metadata only
    -- Universidad.del.Sur+LIDERAZGO: an ended run without a variant; variant A and D1 stand in additional_metadata only
    ('course-v1:Universidad.del.Sur+LIDERAZGO+1T2024', 'Universidad.del.Sur+LIDERAZGO',
     'unpaid-executive-education', 'published', NULL,
     '2024-02-07 14:00+00', '2024-03-17 23:59+00', '2024-02-01 23:59+00', '2023-01-10',
     'instructor-paced', 3, 5, 6, 'es-419', ARRAY['es-419', 'en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Oberwald-TU+ROBOTICS-M: no variant, D1; additional_metadata names variant C of Oberwald-TU+IND40; on no row
    ('course-v1:Oberwald-TU+ROBOTICS-M+1T2031', 'Oberwald-TU+ROBOTICS-M',
     'unpaid-executive-education', 'published', NULL,
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', '2025-02-11',
     'instructor-paced', 4, 6, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Executive education of another source
    -- HaverstockX+GLOB-TAL: executive education of source edx
    ('course-v1:HaverstockX+GLOB-TAL+1T2024', 'HaverstockX+GLOB-TAL',
     'unpaid-executive-education', 'published', '7b57a77c-d719-5c79-9fb6-f3ee125e1dda',
     '2024-02-21 09:30+00', '2024-04-07 17:00+00', '2024-02-15 23:59+00', '2023-03-12',
     'instructor-paced', 5, 7, 7, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:HaverstockX+GLOB-TAL+1T2031', 'HaverstockX+GLOB-TAL',
     'unpaid-executive-education', 'published', '05d48d3f-02da-5927-84ed-8bb29555aef6',
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', '2025-03-12',
     'instructor-paced', 5, 7, 7, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Courses of the open catalog
    -- MeridianTech+6.00.1x: verified and audit, source edx
    ('course-v1:MeridianTech+6.00.1x+3T2023', 'MeridianTech+6.00.1x',
     'verified-audit', 'published', NULL,
     '2023-09-20 14:00+00', '2023-10-29 23:59+00', '2023-09-14 23:59+00', '2022-05-18',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:MeridianTech+6.00.1x+1T2024', 'MeridianTech+6.00.1x',
     'verified-audit', 'published', NULL,
     '2024-02-21 14:00+00', '2024-03-31 23:59+00', '2024-02-15 23:59+00', '2023-09-18',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:MeridianTech+6.00.1x+1T2031', 'MeridianTech+6.00.1x',
     'verified-audit', 'published', NULL,
     '2031-02-19 14:00+00', '2031-03-30 23:59+00', '2031-02-13 23:59+00', '2025-09-18',
     'instructor-paced', 6, 8, 6, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- NorthfieldX+HIST101x: audit only, source edx
    ('course-v1:NorthfieldX+HIST101x+1T2024', 'NorthfieldX+HIST101x',
     'audit', 'published', NULL,
     '2024-02-07 00:00+00', '2024-03-31 23:59+00', '2024-02-01 23:59+00', '2023-10-19',
     'instructor-paced', 2, 4, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:NorthfieldX+HIST101x+1T2031', 'NorthfieldX+HIST101x',
     'audit', 'published', NULL,
     '2031-02-05 00:00+00', '2031-03-30 23:59+00', '2031-01-30 23:59+00', '2025-10-19',
     'instructor-paced', 2, 4, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- LakeshoreX+STAT200: verified and audit, source edx, one run unpublished
    ('course-v1:LakeshoreX+STAT200+1T2024', 'LakeshoreX+STAT200',
     'verified-audit', 'published', NULL,
     '2024-02-14 09:30+00', '2024-03-31 17:00+00', '2024-02-08 23:59+00', '2023-11-20',
     'instructor-paced', 3, 5, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:LakeshoreX+STAT200+1T2031', 'LakeshoreX+STAT200',
     'verified-audit', 'unpublished', NULL,
     '2031-02-12 09:30+00', '2031-03-30 17:00+00', '2031-02-06 23:59+00', '2025-11-20',
     'instructor-paced', 3, 5, 7, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Corvin-IT+EE40LX: professional, source edx
    ('course-v1:Corvin-IT+EE40LX+1T2024', 'Corvin-IT+EE40LX',
     'professional', 'published', NULL,
     '2024-02-21 16:00+00', '2024-04-28 16:00+00', '2024-02-15 23:59+00', '2023-12-21',
     'instructor-paced', 4, 6, 10, 'en-gb', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    ('course-v1:Corvin-IT+EE40LX+1T2031', 'Corvin-IT+EE40LX',
     'professional', 'reviewed', NULL,
     '2031-02-19 16:00+00', '2031-04-27 16:00+00', '2031-02-13 23:59+00', '2031-01-08',
     'instructor-paced', 4, 6, 10, 'en-gb', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    -- UValcourt+FR-LANG-A1: audit only, source edx, self-paced
    ('course-v1:UValcourt+FR-LANG-A1+1T2024', 'UValcourt+FR-LANG-A1',
     'audit', 'published', NULL,
     '2024-02-07 14:00+00', '2024-03-17 23:59+00', '2024-02-01 23:59+00', '2023-01-22',
     'self-paced', 5, 7, 6, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:UValcourt+FR-LANG-A1+1T2031', 'UValcourt+FR-LANG-A1',
     'audit', 'published', NULL,
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '2025-01-22',
     'self-paced', 5, 7, 6, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- HSC+ETH-1: credit, of no source
    ('course-v1:HSC+ETH-1+1T2024', 'HSC+ETH-1',
     'credit-verified-audit', 'published', NULL,
     '2024-02-14 00:00+00', '2024-04-07 23:59+00', '2024-02-08 23:59+00', '2023-02-23',
     'instructor-paced', 6, 8, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    ('course-v1:HSC+ETH-1+2T2031', 'HSC+ETH-1',
     'credit-verified-audit', 'review_by_legal', NULL,
     '2031-06-11 00:00+00', '2031-08-03 23:59+00', '2031-06-05 23:59+00', '2025-02-23',
     'instructor-paced', 6, 8, 8, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    -- Boot camps
    -- LakeshoreX+CODE-BC: an ended and an active run with variants
    ('course-v1:LakeshoreX+CODE-BC+1T2024', 'LakeshoreX+CODE-BC',
     'unpaid-bootcamp', 'published', 'f1222679-3a18-5ef7-b7bf-4d3de88a92b6',
     '2024-02-07 16:00+00', '2024-07-21 16:00+00', '2024-02-01 23:59+00', '2023-04-13',
     'instructor-paced', 24, 28, 24, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    ('course-v1:LakeshoreX+CODE-BC+1T2031', 'LakeshoreX+CODE-BC',
     'unpaid-bootcamp', 'published', 'b2eec240-724d-5b03-bda8-d8c20645953f',
     '2031-02-05 16:00+00', '2031-07-20 16:00+00', '2031-01-30 23:59+00', '2025-04-13',
     'instructor-paced', 24, 28, 24, 'en-us', ARRAY['en-us'],
     'professional-certificate', 'Executive Leadership Path', NULL, NULL, NULL, false, NULL),
    -- Lakeshore-Extension+DATA-BC: no variant, D1
    ('course-v1:Lakeshore-Extension+DATA-BC+1T2031', 'Lakeshore-Extension+DATA-BC',
     'unpaid-bootcamp', 'published', NULL,
     '2031-02-12 14:00+00', '2031-07-27 23:59+00', '2031-02-06 23:59+00', '2025-05-14',
     'instructor-paced', 20, 24, 24, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, true, 'Reviewed by trade compliance: not offered in embargoed regions.'),
    -- PacificRimU+CYB-BC: variant A on D1
    ('course-v1:PacificRimU+CYB-BC+1T2031', 'PacificRimU+CYB-BC',
     'unpaid-bootcamp', 'published', '1b31799e-dc9e-588f-9169-82138771d8ad',
     '2031-02-19 00:00+00', '2031-08-03 23:59+00', '2031-02-13 23:59+00', '2025-06-15',
     'self-paced', 21, 25, 24, 'en-gb', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- NorthfieldX+UXUI-BC: one unpublished run, go-live past; variant B on D2
    ('course-v1:NorthfieldX+UXUI-BC+1T2031', 'NorthfieldX+UXUI-BC',
     'unpaid-bootcamp', 'unpublished', '203262f0-db88-57f8-9f60-5b4f8404f8fc',
     '2031-02-05 09:30+00', '2031-07-20 17:00+00', '2031-01-30 23:59+00', '2025-07-16',
     'instructor-paced', 22, 26, 24, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    ('course-v1:NorthfieldX+UXUI-BC+2T2031', 'NorthfieldX+UXUI-BC',
     'unpaid-bootcamp', 'published', '693c095f-f50e-5889-9659-c5af3333cf3e',
     '2031-06-04 09:30+00', '2031-11-16 17:00+00', '2031-05-29 23:59+00', '2025-07-16',
     'instructor-paced', 22, 26, 24, 'en-us', ARRAY['en-us'],
     NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Corvin-IT+FINTECH-BC: variant A on D1 in legal review; variant B on D2
    ('course-v1:Corvin-IT+FINTECH-BC+1T2031', 'Corvin-IT+FINTECH-BC',
     'unpaid-bootcamp', 'review_by_legal', '367e391f-2500-5c6a-8d37-74bf1aaf0429',
     '2031-02-12 16:00+00', '2031-07-27 16:00+00', '2031-02-06 23:59+00', '2025-08-17',
     'instructor-paced', 23, 27, 24, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, '2031-02-22 16:00+00', NULL, NULL, false, NULL),
    ('course-v1:Corvin-IT+FINTECH-BC+2T2031', 'Corvin-IT+FINTECH-BC',
     'unpaid-bootcamp', 'published', '00f45de1-1f39-51f8-a43d-83e5a8d1c9ad',
     '2031-06-11 16:00+00', '2031-11-23 16:00+00', '2031-06-05 23:59+00', '2025-08-17',
     'instructor-paced', 23, 27, 24, 'en-us', ARRAY['en-us', 'es-419'],
     NULL, NULL, '2031-06-21 16:00+00', NULL, NULL, false, NULL);

INSERT INTO catalog.course_run_staff (
    course_run_key, position, person_name
) VALUES
    -- Executive education with rows that change nothing
    ('course-v1:NorthfieldX+FIN-NFM+1T2031', 1, 'Rosa Delgado'),
    ('course-v1:Oberwald-TU+IND40+1T2024', 1, 'Daniel Whitcombe'), ('course-v1:Oberwald-TU+IND40+1T2024', 2, 'Katarzyna Nowak'),
    ('course-v1:Oberwald-TU+IND40+1T2031', 1, 'Daniel Whitcombe'), ('course-v1:Oberwald-TU+IND40+1T2031', 2, 'Katarzyna Nowak'),
    ('course-v1:Oberwald-TU+IND40+2T2031', 1, 'Daniel Whitcombe'), ('course-v1:Oberwald-TU+IND40+2T2031', 2, 'Katarzyna Nowak'),
    ('course-v1:Saint.Aldric+NEG-CULT+1T2031', 1, 'Samuel Adeyemi'), ('course-v1:Saint.Aldric+NEG-CULT+1T2031', 2, 'Zoltán Szabó'), ('course-v1:Saint.Aldric+NEG-CULT+1T2031', 3, 'Grace Nakamura'),
    ('course-v1:Redwood.Health+HLTH-LEAD+1T2031', 1, 'Elif Yılmaz'),
    ('course-v1:Redwood.Health+HLTH-LEAD+2T2031', 1, 'Elif Yılmaz'),
    ('course-v1:UValcourt+AGILE-S+1T2031', 1, 'Wanjiru Kamau'), ('course-v1:UValcourt+AGILE-S+1T2031', 2, 'Daniel Whitcombe'),
    ('course-v1:Ashdown.Law+CONTRACTS.1+1T2024', 1, 'Amara Okafor'), ('course-v1:Ashdown.Law+CONTRACTS.1+1T2024', 2, 'Hélène Marchand'), ('course-v1:Ashdown.Law+CONTRACTS.1+1T2024', 3, 'Olivia Pemberton'),
    ('course-v1:Ashdown.Law+CONTRACTS.1+1T2031', 1, 'Amara Okafor'), ('course-v1:Ashdown.Law+CONTRACTS.1+1T2031', 2, 'Hélène Marchand'), ('course-v1:Ashdown.Law+CONTRACTS.1+1T2031', 3, 'Olivia Pemberton'),
    -- Executive education with runs that are backpopulated
    ('course-v1:Kestrel-Business+MKT-DA+1T2031', 1, 'Rosa Delgado'),
    ('course-v1:HaverstockX+HR-PA+1T2031', 1, 'Nikhil Rao'), ('course-v1:HaverstockX+HR-PA+1T2031', 2, 'Ursula Keller'),
    ('course-v1:MeridianTech+CYB-EXEC+1T2031', 1, 'Tomoko Hayashi'), ('course-v1:MeridianTech+CYB-EXEC+1T2031', 2, 'Amara Okafor'), ('course-v1:MeridianTech+CYB-EXEC+1T2031', 3, 'Hélène Marchand'),
    ('course-v1:Saint.Aldric+COACH+1T2024', 1, 'Amara Okafor'),
    ('course-v1:Saint.Aldric+COACH+1T2025', 1, 'Amara Okafor'),
    ('course-v1:Saint.Aldric+COACH+1T2031', 1, 'Amara Okafor'),
    ('course-v1:Corvin-IT+CLOUD-ECON+1T2031', 1, 'Elif Yılmaz'), ('course-v1:Corvin-IT+CLOUD-ECON+1T2031', 2, 'Liang Wei'),
    ('course-v1:Corvin-IT+CLOUD-ECON+2T2031', 1, 'Elif Yılmaz'), ('course-v1:Corvin-IT+CLOUD-ECON+2T2031', 2, 'Liang Wei'),
    ('course-v1:UValcourt+LUX-MGT+1T2031', 1, 'Nikhil Rao'), ('course-v1:UValcourt+LUX-MGT+1T2031', 2, 'Ursula Keller'), ('course-v1:UValcourt+LUX-MGT+1T2031', 3, 'Beatriz Solano'),
    ('course-v1:UValcourt+LUX-MGT+2T2031', 1, 'Nikhil Rao'), ('course-v1:UValcourt+LUX-MGT+2T2031', 2, 'Ursula Keller'), ('course-v1:UValcourt+LUX-MGT+2T2031', 3, 'Beatriz Solano'),
    -- Executive education that gets new runs
    ('course-v1:PacificRimU+PM-COMPLEX+1T2031', 1, 'Zoltán Szabó'),
    ('course-v1:Oberwald-TU+SUST-OPS+1T2031', 1, 'Caroline D''Arcy'), ('course-v1:Oberwald-TU+SUST-OPS+1T2031', 2, 'Jonas Lindqvist'),
    ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2025', 1, 'Ursula Keller'), ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2025', 2, 'Beatriz Solano'), ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2025', 3, 'Ibrahim Saleh'),
    ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2031', 1, 'Ursula Keller'), ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2031', 2, 'Beatriz Solano'), ('course-v1:GlobalPolicyX+CLIMATE.RISK+1T2031', 3, 'Ibrahim Saleh'),
    ('course-v1:Kestrel-Business+PRICING+1T2031', 1, 'Liang Wei'),
    ('course-v1:Kestrel-Business+PRICING+1T2031a', 1, 'Liang Wei'),
    -- Executive education that is updated
    ('course-v1:NorthfieldX+OPS-EXC+1T2024', 1, 'Quentin Moreau'), ('course-v1:NorthfieldX+OPS-EXC+1T2024', 2, 'Xavier Roche'),
    ('course-v1:NorthfieldX+OPS-EXC+1T2031', 1, 'Quentin Moreau'), ('course-v1:NorthfieldX+OPS-EXC+1T2031', 2, 'Xavier Roche'),
    ('course-v1:HaverstockX+STORY+1T2031', 1, 'Wanjiru Kamau'), ('course-v1:HaverstockX+STORY+1T2031', 2, 'Daniel Whitcombe'), ('course-v1:HaverstockX+STORY+1T2031', 3, 'Katarzyna Nowak'),
    ('course-v1:Ashdown.Law+PRIVACY+1T2031', 1, 'Grace Nakamura'),
    ('course-v1:MeridianTech+UX-LEAD+1T2031', 1, 'Nikhil Rao'), ('course-v1:MeridianTech+UX-LEAD+1T2031', 2, 'Ursula Keller'),
    -- Executive education with runs in review
    ('course-v1:Redwood.Health+PHARMA-ACC+1T2031', 1, 'Rosa Delgado'), ('course-v1:Redwood.Health+PHARMA-ACC+1T2031', 2, 'Yara Haddad'), ('course-v1:Redwood.Health+PHARMA-ACC+1T2031', 3, 'Felix Brandner'),
    ('course-v1:Redwood.Health+PHARMA-ACC+2T2031', 1, 'Rosa Delgado'), ('course-v1:Redwood.Health+PHARMA-ACC+2T2031', 2, 'Yara Haddad'), ('course-v1:Redwood.Health+PHARMA-ACC+2T2031', 3, 'Felix Brandner'),
    ('course-v1:GlobalPolicyX+PUB-POL+1T2031', 1, 'Caroline D''Arcy'),
    -- Executive education with rows to reject
    ('course-v1:PacificRimU+FINTECH+1T2031', 1, 'Liang Wei'), ('course-v1:PacificRimU+FINTECH+1T2031', 2, 'Samuel Adeyemi'),
    ('course-v1:Kestrel-Business+M-AND-A+2031_R1', 1, 'Paul van den Berg'), ('course-v1:Kestrel-Business+M-AND-A+2031_R1', 2, 'Wanjiru Kamau'), ('course-v1:Kestrel-Business+M-AND-A+2031_R1', 3, 'Daniel Whitcombe'),
    ('course-v1:Kestrel-Business+M-AND-A+2031_R2', 1, 'Paul van den Berg'), ('course-v1:Kestrel-Business+M-AND-A+2031_R2', 2, 'Wanjiru Kamau'), ('course-v1:Kestrel-Business+M-AND-A+2031_R2', 3, 'Daniel Whitcombe'),
    -- Executive education archived, or on no row of the drop
    ('course-v1:HaverstockX+CSR+1T2024', 1, 'Jonas Lindqvist'),
    ('course-v1:NorthfieldX+RETAIL+1T2024', 1, 'Samuel Adeyemi'), ('course-v1:NorthfieldX+RETAIL+1T2024', 2, 'Zoltán Szabó'),
    ('course-v1:UValcourt+WINE-BUS+1T2024', 1, 'Liang Wei'), ('course-v1:UValcourt+WINE-BUS+1T2024', 2, 'Samuel Adeyemi'), ('course-v1:UValcourt+WINE-BUS+1T2024', 3, 'Zoltán Szabó'),
    ('course-v1:UValcourt+WINE-BUS+1T2031', 1, 'Liang Wei'), ('course-v1:UValcourt+WINE-BUS+1T2031', 2, 'Samuel Adeyemi'), ('course-v1:UValcourt+WINE-BUS+1T2031', 3, 'Zoltán Szabó'),
    -- Executive education with dates or variant in additional_metadata only
    ('course-v1:Oberwald-TU+ROBOTICS-M+1T2031', 1, 'Jonas Lindqvist'),
    -- Executive education of another source
    ('course-v1:HaverstockX+GLOB-TAL+1T2024', 1, 'Liang Wei'), ('course-v1:HaverstockX+GLOB-TAL+1T2024', 2, 'Samuel Adeyemi'),
    ('course-v1:HaverstockX+GLOB-TAL+1T2031', 1, 'Liang Wei'), ('course-v1:HaverstockX+GLOB-TAL+1T2031', 2, 'Samuel Adeyemi'),
    -- Courses of the open catalog
    ('course-v1:NorthfieldX+HIST101x+1T2024', 1, 'Grace Nakamura'),
    ('course-v1:NorthfieldX+HIST101x+1T2031', 1, 'Grace Nakamura'),
    ('course-v1:LakeshoreX+STAT200+1T2024', 1, 'Nikhil Rao'), ('course-v1:LakeshoreX+STAT200+1T2024', 2, 'Ursula Keller'),
    ('course-v1:LakeshoreX+STAT200+1T2031', 1, 'Nikhil Rao'), ('course-v1:LakeshoreX+STAT200+1T2031', 2, 'Ursula Keller'),
    ('course-v1:Corvin-IT+EE40LX+1T2024', 1, 'Ursula Keller'), ('course-v1:Corvin-IT+EE40LX+1T2024', 2, 'Beatriz Solano'), ('course-v1:Corvin-IT+EE40LX+1T2024', 3, 'Ibrahim Saleh'),
    ('course-v1:Corvin-IT+EE40LX+1T2031', 1, 'Ursula Keller'), ('course-v1:Corvin-IT+EE40LX+1T2031', 2, 'Beatriz Solano'), ('course-v1:Corvin-IT+EE40LX+1T2031', 3, 'Ibrahim Saleh'),
    ('course-v1:HSC+ETH-1+1T2024', 1, 'Felix Brandner'),
    ('course-v1:HSC+ETH-1+2T2031', 1, 'Felix Brandner'),
    -- Boot camps
    ('course-v1:LakeshoreX+CODE-BC+1T2024', 1, 'Beatriz Solano'), ('course-v1:LakeshoreX+CODE-BC+1T2024', 2, 'Ibrahim Saleh'), ('course-v1:LakeshoreX+CODE-BC+1T2024', 3, 'Paul van den Berg'),
    ('course-v1:LakeshoreX+CODE-BC+1T2031', 1, 'Beatriz Solano'), ('course-v1:LakeshoreX+CODE-BC+1T2031', 2, 'Ibrahim Saleh'), ('course-v1:LakeshoreX+CODE-BC+1T2031', 3, 'Paul van den Berg'),
    ('course-v1:PacificRimU+CYB-BC+1T2031', 1, 'Elif Yılmaz'),
    ('course-v1:NorthfieldX+UXUI-BC+1T2031', 1, 'Victor Almeida'), ('course-v1:NorthfieldX+UXUI-BC+1T2031', 2, 'Caroline D''Arcy'),
    ('course-v1:NorthfieldX+UXUI-BC+2T2031', 1, 'Victor Almeida'), ('course-v1:NorthfieldX+UXUI-BC+2T2031', 2, 'Caroline D''Arcy'),
    ('course-v1:Corvin-IT+FINTECH-BC+1T2031', 1, 'Ursula Keller'), ('course-v1:Corvin-IT+FINTECH-BC+1T2031', 2, 'Beatriz Solano'), ('course-v1:Corvin-IT+FINTECH-BC+1T2031', 3, 'Ibrahim Saleh'),
    ('course-v1:Corvin-IT+FINTECH-BC+2T2031', 1, 'Ursula Keller'), ('course-v1:Corvin-IT+FINTECH-BC+2T2031', 2, 'Beatriz Solano'), ('course-v1:Corvin-IT+FINTECH-BC+2T2031', 3, 'Ibrahim Saleh');

-- ----------------------------------------------------------------------------
-- What external courses have besides. Their dates and variant are those of one run, or stand nowhere else yet.
-- ----------------------------------------------------------------------------

INSERT INTO catalog.additional_metadata (
    course_key, external_identifier, external_url,
    organic_url, lead_capture_form_url,
    certificate_info,
    facts,
    starts_at, ends_at, registration_ends_at, variant_id,
    product_meta,
    external_course_marketing_type, taxi_form, product_status
) VALUES
    -- Executive education with rows that change nothing
    ('Kestrel-Business+LDT', 'PRD-68788', 'https://partner.example.com/programs/kestrel-business-ldt',
     NULL, 'https://forms.example.com/lead/kestrel-business-ldt',
     '{"heading": "About the certificate", "blurb": "<p>Kestrel Business School awards a certificate of completion to every participant who completes all assignments of <em>Leading Digital Transformation</em>.</p>"}',
     NULL,
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '4d1ef95b-ae8d-5227-a328-8ace94ddd95b',
     '{"title": "Leading Digital Transformation | Kestrel Business School", "description": "Most digital programmes stall somewhere between the first pilot and the rest of the company. An online programme of Kestrel Business School.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('NorthfieldX+FIN-NFM', 'PRD-68547', 'https://partner.example.com/programs/northfieldx-fin-nfm',
     'https://www.example.org/learn/northfieldx-fin-nfm', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Northfield University awards a certificate of completion to every participant who completes all assignments of <em>Finance for Non-Financial Managers</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "21+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', '9a338476-a0e2-5244-8103-d178862bce2b',
     '{"title": "Finance for Non-Financial Managers | Northfield University", "description": "Every budget discussion goes better when both sides of the table can read the numbers. An online programme of Northfield University.", "keywords": ["economics", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('Oberwald-TU+IND40', 'PRD-68507', 'https://partner.example.com/programs/oberwald-tu-ind40',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Technische Universität Oberwald awards a certificate of completion to every participant who completes all assignments of <em>Industry 4.0 and Smart Manufacturing</em>.</p>"}',
     NULL,
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', '7dbc0787-8773-5a37-a760-3079f8c0e983',
     '{"title": "Industry 4.0 and Smart Manufacturing | Technische Universität Oberwald", "description": "A connected factory produces data long before it produces savings. An online programme of Technische Universität Oberwald.", "keywords": ["engineering", "online", "executive education"]}',
     NULL, '{"form_id": "form-5507", "post_submit_url": "https://forms.example.com/thanks/oberwald-tu-ind40"}', 'published'),
    ('Saint.Aldric+NEG-CULT', 'PRD-23335', 'https://partner.example.com/programs/saint-aldric-neg-cult',
     'https://www.example.org/learn/saint-aldric-neg-cult', 'https://forms.example.com/lead/saint-aldric-neg-cult',
     '{"heading": "About the certificate", "blurb": "<p>Saint Aldric University awards a certificate of completion to every participant who completes all assignments of <em>Negotiation Across Cultures</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-05 16:00+00', '2031-04-13 16:00+00', '2031-01-30 23:59+00', 'c0433094-33cc-533b-a2b9-7b721dfec971',
     '{"title": "Negotiation Across Cultures | Saint Aldric University", "description": "A good offer can fail because of the way in which it is made. An online programme of Saint Aldric University.", "keywords": ["business", "online", "executive education"]}',
     'course_stack', NULL, 'published'),
    ('MeridianTech+AI-DEC', 'PRD-63469', 'https://partner.example.com/programs/meridiantech-ai-dec',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Meridian Technical University awards a certificate of completion to every participant who completes all assignments of <em>Artificial Intelligence for Decision Makers</em>.</p>"}',
     NULL,
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', '2031-02-06 23:59+00', '7bc992da-9759-5985-856c-0b16739c8633',
     '{"title": "Artificial Intelligence for Decision Makers | Meridian Technical University", "description": "Leaders are asked to approve models that few people in the room can explain. An online programme of Meridian Technical University.", "keywords": ["computer science", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('Redwood.Health+HLTH-LEAD', 'PRD-60317', 'https://partner.example.com/programs/redwood-health-hlth-lead',
     'https://www.example.org/learn/redwood-health-hlth-lead', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Redwood College of Health Sciences awards a certificate of completion to every participant who completes all assignments of <em>Health Care Leadership</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "25+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-19 00:00+00', '2031-04-13 23:59+00', '2031-02-13 23:59+00', 'ebf69f8a-8935-5002-bb64-6add3cda6b42',
     '{"title": "Health Care Leadership | Redwood College of Health Sciences", "description": "Clinicians who lead a department are rarely taught how. An online programme of Redwood College of Health Sciences.", "keywords": ["health", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('UValcourt+AGILE-S', 'PRD-69099', 'https://partner.example.com/programs/uvalcourt-agile-s',
     NULL, 'https://forms.example.com/lead/uvalcourt-agile-s',
     NULL,
     NULL,
     '2031-02-05 09:30+00', '2031-02-16 17:00+00', '2031-01-30 23:59+00', 'a0d3f9e3-2814-5ca9-96da-11e075d5feb8',
     NULL,
     'sprint', NULL, 'published'),
    ('Ashdown.Law+CONTRACTS.1', 'PRD-46562', 'https://partner.example.com/programs/ashdown-law-contracts-1',
     'https://www.example.org/learn/ashdown-law-contracts-1', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Ashdown School of Law awards a certificate of completion to every participant who completes all assignments of <em>Commercial Contracts for Executives</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-12 16:00+00', '2031-04-20 16:00+00', '2031-02-06 23:59+00', NULL,
     '{"title": "Commercial Contracts for Executives | Ashdown School of Law", "description": "Whoever signs a contract should know which three clauses decide its cost. An online programme of Ashdown School of Law.", "keywords": ["law", "online", "executive education"]}',
     'course_stack', '{"form_id": "form-6562", "post_submit_url": "https://forms.example.com/thanks/ashdown-law-contracts-1"}', 'published'),
    ('PacificRimU+SCM-RES', 'PRD-20122', 'https://partner.example.com/programs/pacificrimu-scm-res',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Pacific Rim University awards a certificate of completion to every participant who completes all assignments of <em>Resilient Supply Chains</em>.</p>"}',
     NULL,
     '2031-02-19 14:00+00', '2031-03-30 23:59+00', '2031-02-13 23:59+00', NULL,
     '{"title": "Resilient Supply Chains | Pacific Rim University", "description": "One missing component can idle a plant on another continent. An online programme of Pacific Rim University.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    -- Executive education with runs that are backpopulated
    ('Kestrel-Business+MKT-DA', 'PRD-61137', 'https://partner.example.com/programs/kestrel-business-mkt-da',
     'https://www.example.org/learn/kestrel-business-mkt-da', 'https://forms.example.com/lead/kestrel-business-mkt-da',
     '{"heading": "About the certificate", "blurb": "<p>Kestrel Business School awards a certificate of completion to every participant who completes all assignments of <em>Data-Driven Marketing</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "29+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-06-04 00:00+00', '2031-07-27 23:59+00', '2031-05-29 23:59+00', 'e8e1ba78-c073-5196-a616-189cb028f826',
     '{"title": "Data-Driven Marketing | Kestrel Business School", "description": "Half of a marketing budget is said to be wasted; data can tell which half. An online programme of Kestrel Business School.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('HaverstockX+HR-PA', 'PRD-45350', 'https://partner.example.com/programs/haverstockx-hr-pa',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Haverstock College awards a certificate of completion to every participant who completes all assignments of <em>People Analytics</em>.</p>"}',
     NULL,
     '2031-02-12 09:30+00', '2031-03-30 17:00+00', '2031-02-06 23:59+00', 'e61e91e5-0e81-54bb-b0db-adf57b663fe9',
     '{"title": "People Analytics | Haverstock College", "description": "Decisions about people deserve evidence as sound as decisions about money. An online programme of Haverstock College.", "keywords": ["business", "online", "executive education"]}',
     NULL, NULL, 'published'),
    ('MeridianTech+CYB-EXEC', 'PRD-74580', 'https://partner.example.com/programs/meridiantech-cyb-exec',
     'https://www.example.org/learn/meridiantech-cyb-exec', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Meridian Technical University awards a certificate of completion to every participant who completes all assignments of <em>Cybersecurity for Executives</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-19 16:00+00', '2031-04-27 16:00+00', '2031-02-13 23:59+00', 'ac4ce6d0-76d2-5000-adf7-6ea5eb5dbdb6',
     '{"title": "Cybersecurity for Executives | Meridian Technical University", "description": "An attack is a technical event for an hour and a business event for a year. An online programme of Meridian Technical University.", "keywords": ["computer science", "online", "executive education"]}',
     'course_stack', NULL, 'published'),
    ('NorthfieldX+STRAT-P', 'PRD-30440', 'https://partner.example.com/programs/northfieldx-strat-p',
     NULL, 'https://forms.example.com/lead/northfieldx-strat-p',
     '{"heading": "About the certificate", "blurb": "<p>Northfield University awards a certificate of completion to every participant who completes all assignments of <em>Strategy in Practice</em>.</p>"}',
     NULL,
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '6e17042c-4348-54e1-8bee-d49becbf4b56',
     '{"title": "Strategy in Practice | Northfield University", "description": "A strategy is only as good as the decisions that it rules out. An online programme of Northfield University.", "keywords": ["business", "online", "executive education"]}',
     'short_course', '{"form_id": "form-3440", "post_submit_url": "https://forms.example.com/thanks/northfieldx-strat-p"}', 'published'),
    ('Saint.Aldric+COACH', 'PRD-23790', 'https://partner.example.com/programs/saint-aldric-coach',
     'https://www.example.org/learn/saint-aldric-coach', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Saint Aldric University awards a certificate of completion to every participant who completes all assignments of <em>Executive Coaching Skills</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "33+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', 'b6400b9e-ccf9-5496-acef-8aaa46c6c0a9',
     '{"title": "Executive Coaching Skills | Saint Aldric University", "description": "The best question that a manager can ask is often the shortest one. An online programme of Saint Aldric University.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('Corvin-IT+CLOUD-ECON', 'PRD-37838', 'https://partner.example.com/programs/corvin-it-cloud-econ',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Corvin Institute of Technology awards a certificate of completion to every participant who completes all assignments of <em>Cloud Economics</em>.</p>"}',
     NULL,
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', 'ac34d84c-132a-5971-8b31-c72083f0d2af',
     '{"title": "Cloud Economics | Corvin Institute of Technology", "description": "Cloud bills surprise those who treat them as a fixed cost. An online programme of Corvin Institute of Technology.", "keywords": ["computer science", "online", "executive education"]}',
     NULL, NULL, 'published'),
    ('UValcourt+LUX-MGT', 'PRD-84904', 'https://partner.example.com/programs/uvalcourt-lux-mgt',
     'https://www.example.org/learn/uvalcourt-lux-mgt', 'https://forms.example.com/lead/uvalcourt-lux-mgt',
     '{"heading": "About the certificate", "blurb": "<p>Université de Valcourt awards a certificate of completion to every participant who completes all assignments of <em>Luxury Brand Management</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-05 16:00+00', '2031-04-13 16:00+00', '2031-01-30 23:59+00', '993644d1-09a1-5bf7-8049-75204f950f42',
     '{"title": "Luxury Brand Management | Université de Valcourt", "description": "Luxury grows by saying no more often than yes. An online programme of Université de Valcourt.", "keywords": ["business", "online", "executive education"]}',
     'course_stack', NULL, 'published'),
    ('Redwood.Health+HC-ANALYTICS', 'PRD-34194', 'https://partner.example.com/programs/redwood-health-hc-analytics',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Redwood College of Health Sciences awards a certificate of completion to every participant who completes all assignments of <em>Health Data Analytics</em>.</p>"}',
     NULL,
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', '2031-02-06 23:59+00', '753b06bf-f530-5b51-899c-6be380d251b8',
     '{"title": "Health Data Analytics | Redwood College of Health Sciences", "description": "Hospitals collect far more data than they use at the bedside. An online programme of Redwood College of Health Sciences.", "keywords": ["data analysis", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    -- Executive education that gets new runs
    ('PacificRimU+PM-COMPLEX', 'PRD-37777', 'https://partner.example.com/programs/pacificrimu-pm-complex',
     'https://www.example.org/learn/pacificrimu-pm-complex', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Pacific Rim University awards a certificate of completion to every participant who completes all assignments of <em>Managing Complex Projects</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "37+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-19 00:00+00', '2031-04-13 23:59+00', '2031-02-13 23:59+00', '6557e327-54d1-5e83-b016-0c677705d19e',
     '{"title": "Managing Complex Projects | Pacific Rim University", "description": "Large projects fail slowly, then all at once. An online programme of Pacific Rim University.", "keywords": ["business", "online", "executive education"]}',
     'short_course', '{"form_id": "form-7777", "post_submit_url": "https://forms.example.com/thanks/pacificrimu-pm-complex"}', 'published'),
    ('Oberwald-TU+SUST-OPS', 'PRD-53764', 'https://partner.example.com/programs/oberwald-tu-sust-ops',
     NULL, 'https://forms.example.com/lead/oberwald-tu-sust-ops',
     '{"heading": "About the certificate", "blurb": "<p>Technische Universität Oberwald awards a certificate of completion to every participant who completes all assignments of <em>Sustainable Operations</em>.</p>"}',
     NULL,
     '2031-02-05 09:30+00', '2031-03-23 17:00+00', '2031-01-30 23:59+00', NULL,
     '{"title": "Sustainable Operations | Technische Universität Oberwald", "description": "Waste is a cost that an organization pays twice. An online programme of Technische Universität Oberwald.", "keywords": ["environmental studies", "online", "executive education"]}',
     NULL, NULL, 'published'),
    ('GlobalPolicyX+CLIMATE.RISK', 'PRD-75479', 'https://partner.example.com/programs/globalpolicyx-climate-risk',
     'https://www.example.org/learn/globalpolicyx-climate-risk', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Global Policy Forum awards a certificate of completion to every participant who completes all assignments of <em>Climate Risk and Opportunity</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-12 16:00+00', '2031-04-20 16:00+00', '2031-02-06 23:59+00', 'af081d33-18ea-5a13-96e6-9b360ca1e689',
     '{"title": "Climate Risk and Opportunity | Global Policy Forum", "description": "Climate risk is already priced into loans, leases and insurance policies. An online programme of Global Policy Forum.", "keywords": ["environmental studies", "online", "executive education"]}',
     'course_stack', NULL, 'published'),
    ('Universidad.del.Sur+EMPRENDE', 'PRD-54370', 'https://partner.example.com/programs/universidad-del-sur-emprende',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Universidad del Sur awards a certificate of completion to every participant who completes all assignments of <em>Entrepreneurship in Emerging Markets</em>.</p>"}',
     NULL,
     '2031-02-19 14:00+00', '2031-03-30 23:59+00', '2031-02-13 23:59+00', '1a2974cb-dc53-57c8-8b9e-87695d9935fe',
     '{"title": "Entrepreneurship in Emerging Markets | Universidad del Sur", "description": "Founders in emerging markets solve for trust before they solve for scale. An online programme of Universidad del Sur.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('Kestrel-Business+PRICING', 'PRD-71027', 'https://partner.example.com/programs/kestrel-business-pricing',
     'https://www.example.org/learn/kestrel-business-pricing', 'https://forms.example.com/lead/kestrel-business-pricing',
     '{"heading": "About the certificate", "blurb": "<p>Kestrel Business School awards a certificate of completion to every participant who completes all assignments of <em>Pricing Strategy</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "41+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-05 00:00+00', '2031-03-30 23:59+00', '2031-01-30 23:59+00', '6b13c788-95f3-5ad2-b7ea-5e5384c39f10',
     '{"title": "Pricing Strategy | Kestrel Business School", "description": "No other lever moves profit as fast as price, and none is pulled with less preparation. An online programme of Kestrel Business School.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    -- Executive education that is updated
    ('NorthfieldX+OPS-EXC', 'PRD-60098', 'https://partner.example.com/programs/northfieldx-ops-exc',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Northfield University awards a certificate of completion to every participant who completes all assignments of <em>Operational Excellence</em>.</p>"}',
     NULL,
     '2031-02-12 09:30+00', '2031-03-30 17:00+00', '2031-02-06 23:59+00', NULL,
     '{"title": "Operational Excellence | Northfield University", "description": "Excellence is what a process does on an ordinary Tuesday. An online programme of Northfield University.", "keywords": ["business", "online", "executive education"]}',
     NULL, '{"form_id": "form-5098", "post_submit_url": "https://forms.example.com/thanks/northfieldx-ops-exc"}', 'published'),
    ('HaverstockX+STORY', 'PRD-56109', 'https://partner.example.com/programs/haverstockx-story',
     'https://www.example.org/learn/haverstockx-story', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Haverstock College awards a certificate of completion to every participant who completes all assignments of <em>Business Storytelling</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-19 16:00+00', '2031-04-27 16:00+00', '2031-02-13 23:59+00', '89d17f6c-7b6d-5a8b-841c-5f7de4b0fb78',
     '{"title": "Business Storytelling | Haverstock College", "description": "Facts persuade when they come in the right order. An online programme of Haverstock College.", "keywords": ["communication", "online", "executive education"]}',
     'course_stack', NULL, 'published'),
    ('Corvin-IT+BLOCKCHAIN', 'PRD-88226', 'https://partner.example.com/programs/corvin-it-blockchain',
     NULL, 'https://forms.example.com/lead/corvin-it-blockchain',
     '{"heading": "About the certificate", "blurb": "<p>Corvin Institute of Technology awards a certificate of completion to every participant who completes all assignments of <em>Blockchain Beyond the Hype</em>.</p>"}',
     NULL,
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '2a223da6-e42e-5c03-bc3c-984192bee990',
     '{"title": "Blockchain Beyond the Hype | Corvin Institute of Technology", "description": "Most problems do not need a shared ledger, and some need nothing else. An online programme of Corvin Institute of Technology.", "keywords": ["computer science", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('Ashdown.Law+PRIVACY', 'PRD-60867', 'https://partner.example.com/programs/ashdown-law-privacy',
     'https://www.example.org/learn/ashdown-law-privacy', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Ashdown School of Law awards a certificate of completion to every participant who completes all assignments of <em>Data Privacy Law in Practice</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "45+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', 'cf7b1936-cb7d-5eb8-a9b6-32623c9942d5',
     '{"title": "Data Privacy Law in Practice | Ashdown School of Law", "description": "Privacy law is easiest to respect before the product is built. An online programme of Ashdown School of Law.", "keywords": ["law", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('MeridianTech+UX-LEAD', 'PRD-61119', 'https://partner.example.com/programs/meridiantech-ux-lead',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Meridian Technical University awards a certificate of completion to every participant who completes all assignments of <em>Leading User Experience Teams</em>.</p>"}',
     NULL,
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', '26fb7061-b811-54dc-b57f-726c20a1f728',
     '{"title": "Leading User Experience Teams | Meridian Technical University", "description": "Design leaders spend less time on screens than on trade-offs. An online programme of Meridian Technical University.", "keywords": ["design", "online", "executive education"]}',
     NULL, NULL, 'published'),
    -- Executive education with runs in review
    ('Redwood.Health+PHARMA-ACC', 'PRD-83553', 'https://partner.example.com/programs/redwood-health-pharma-acc',
     'https://www.example.org/learn/redwood-health-pharma-acc', 'https://forms.example.com/lead/redwood-health-pharma-acc',
     '{"heading": "About the certificate", "blurb": "<p>Redwood College of Health Sciences awards a certificate of completion to every participant who completes all assignments of <em>Pharmaceutical Market Access</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-10-01 16:00+00', '2031-12-07 16:00+00', '2031-09-25 23:59+00', '4e314b92-2131-5505-898a-464e96399305',
     '{"title": "Pharmaceutical Market Access | Redwood College of Health Sciences", "description": "A medicine that nobody reimburses helps nobody. An online programme of Redwood College of Health Sciences.", "keywords": ["medicine", "online", "executive education"]}',
     'course_stack', '{"form_id": "form-5553", "post_submit_url": "https://forms.example.com/thanks/redwood-health-pharma-acc"}', 'published'),
    ('Saint.Aldric+BOARD-GOV', 'PRD-24546', 'https://partner.example.com/programs/saint-aldric-board-gov',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Saint Aldric University awards a certificate of completion to every participant who completes all assignments of <em>Board Governance</em>.</p>"}',
     NULL,
     '2031-02-12 14:00+00', '2031-03-23 23:59+00', '2031-02-06 23:59+00', 'acbe4c92-ba6b-58a0-bdbc-7cfbc6f63005',
     '{"title": "Board Governance | Saint Aldric University", "description": "A board adds the most value in the meetings it would rather avoid. An online programme of Saint Aldric University.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('GlobalPolicyX+PUB-POL', 'PRD-61028', 'https://partner.example.com/programs/globalpolicyx-pub-pol',
     'https://www.example.org/learn/globalpolicyx-pub-pol', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Global Policy Forum awards a certificate of completion to every participant who completes all assignments of <em>Public Policy Analysis</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "49+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-19 00:00+00', '2031-04-13 23:59+00', '2031-02-13 23:59+00', '1f834e58-7597-5d8a-9442-f2df26959ca0',
     '{"title": "Public Policy Analysis | Global Policy Forum", "description": "Good policy begins with a precise description of the problem. An online programme of Global Policy Forum.", "keywords": ["social sciences", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    -- Executive education with rows to reject
    ('PacificRimU+FINTECH', 'PRD-25301', 'https://partner.example.com/programs/pacificrimu-fintech',
     NULL, 'https://forms.example.com/lead/pacificrimu-fintech',
     '{"heading": "About the certificate", "blurb": "<p>Pacific Rim University awards a certificate of completion to every participant who completes all assignments of <em>Fintech Futures</em>.</p>"}',
     NULL,
     '2031-02-05 09:30+00', '2031-03-23 17:00+00', '2031-01-30 23:59+00', 'a05d1271-0c36-54ec-9bf8-79e77bdcc247',
     '{"title": "Fintech Futures | Pacific Rim University", "description": "Banks and start-ups need each other more than either admits. An online programme of Pacific Rim University.", "keywords": ["economics", "online", "executive education"]}',
     NULL, NULL, 'published'),
    ('Kestrel-Business+M-AND-A', 'PRD-38897', 'https://partner.example.com/programs/kestrel-business-m-and-a',
     'https://www.example.org/learn/kestrel-business-m-and-a', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Kestrel Business School awards a certificate of completion to every participant who completes all assignments of <em>Mergers and Acquisitions</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-12 16:00+00', '2031-04-20 16:00+00', '2031-02-06 23:59+00', NULL,
     '{"title": "Mergers and Acquisitions | Kestrel Business School", "description": "Most acquisitions are won at the bid and lost at the integration. An online programme of Kestrel Business School.", "keywords": ["economics", "online", "executive education"]}',
     'course_stack', NULL, 'published'),
    ('Corvin-IT+DEVOPS-L', 'PRD-25928', 'https://partner.example.com/programs/corvin-it-devops-l',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Corvin Institute of Technology awards a certificate of completion to every participant who completes all assignments of <em>DevOps for Leaders</em>.</p>"}',
     NULL,
     '2031-02-19 14:00+00', '2031-03-30 23:59+00', '2031-02-13 23:59+00', '8246d30b-30bd-5153-bde5-cfa2d1a0b8fd',
     '{"title": "DevOps for Leaders | Corvin Institute of Technology", "description": "Teams that release often break less, not more. An online programme of Corvin Institute of Technology.", "keywords": ["computer science", "online", "executive education"]}',
     'short_course', '{"form_id": "form-3928", "post_submit_url": "https://forms.example.com/thanks/corvin-it-devops-l"}', 'published'),
    -- Executive education archived, or on no row of the drop
    ('HaverstockX+CSR', 'PRD-81330', 'https://partner.example.com/programs/haverstockx-csr',
     'https://www.example.org/learn/haverstockx-csr', 'https://forms.example.com/lead/haverstockx-csr',
     '{"heading": "About the certificate", "blurb": "<p>Haverstock College awards a certificate of completion to every participant who completes all assignments of <em>Corporate Social Responsibility</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "23+", "blurb": "<p>countries in which participants live</p>"}]',
     '2024-02-07 00:00+00', '2024-03-31 23:59+00', '2024-02-01 23:59+00', '131cb879-4484-5b5e-85fe-144cdc302884',
     '{"title": "Corporate Social Responsibility | Haverstock College", "description": "Responsibility is a matter of operations, not of brochures. An online programme of Haverstock College.", "keywords": ["philosophy", "online", "executive education"]}',
     'short_course', NULL, 'archived'),
    ('NorthfieldX+RETAIL', 'PRD-31692', 'https://partner.example.com/programs/northfieldx-retail',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Northfield University awards a certificate of completion to every participant who completes all assignments of <em>The Future of Retail</em>.</p>"}',
     NULL,
     '2024-02-14 09:30+00', '2024-03-31 17:00+00', '2024-02-08 23:59+00', 'd611ac49-1b49-59ec-83f4-0b8bde110a2c',
     '{"title": "The Future of Retail | Northfield University", "description": "The shop of the future is a warehouse, a studio and a meeting place. An online programme of Northfield University.", "keywords": ["business", "online", "executive education"]}',
     NULL, NULL, 'archived'),
    ('UValcourt+WINE-BUS', 'PRD-37601', 'https://partner.example.com/programs/uvalcourt-wine-bus',
     'https://www.example.org/learn/uvalcourt-wine-bus', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Université de Valcourt awards a certificate of completion to every participant who completes all assignments of <em>The Business of Wine</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-19 16:00+00', '2031-04-27 16:00+00', '2031-02-13 23:59+00', '53219f2b-ba7a-5135-bdd9-5f7cd7ae91bc',
     '{"title": "The Business of Wine | Université de Valcourt", "description": "A vintage takes a year to make and a decade to sell well. An online programme of Université de Valcourt.", "keywords": ["food", "online", "executive education"]}',
     'course_stack', NULL, 'published'),
    -- Executive education with dates or variant in additional_metadata only
    ('Universidad.del.Sur+LIDERAZGO', 'PRD-35630', 'https://partner.example.com/programs/universidad-del-sur-liderazgo',
     NULL, 'https://forms.example.com/lead/universidad-del-sur-liderazgo',
     '{"heading": "About the certificate", "blurb": "<p>Universidad del Sur awards a certificate of completion to every participant who completes all assignments of <em>Liderazgo en Tiempos de Cambio</em>.</p>"}',
     NULL,
     '2031-02-05 14:00+00', '2031-03-16 23:59+00', '2031-01-30 23:59+00', '5fc2c4a9-e4cf-5283-b180-8c0e6bb599ec',
     '{"title": "Liderazgo en Tiempos de Cambio | Universidad del Sur", "description": "Leading through change means explaining the same reason a hundred times. An online programme of Universidad del Sur.", "keywords": ["business", "online", "executive education"]}',
     'short_course', NULL, 'published'),
    ('Oberwald-TU+ROBOTICS-M', 'PRD-28892', 'https://partner.example.com/programs/oberwald-tu-robotics-m',
     'https://www.example.org/learn/oberwald-tu-robotics-m', NULL,
     '{"heading": "About the certificate", "blurb": "<p>Technische Universität Oberwald awards a certificate of completion to every participant who completes all assignments of <em>Robotics for Managers</em>.</p>"}',
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "27+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-12 00:00+00', '2031-04-06 23:59+00', '2031-02-06 23:59+00', '4816704c-ba94-5d74-98ba-6e7e1f3eb36b',
     '{"title": "Robotics for Managers | Technische Universität Oberwald", "description": "A robot is bought in a day and introduced in a year. An online programme of Technische Universität Oberwald.", "keywords": ["engineering", "online", "executive education"]}',
     'short_course', '{"form_id": "form-8892", "post_submit_url": "https://forms.example.com/thanks/oberwald-tu-robotics-m"}', 'published'),
    -- Executive education of another source
    ('HaverstockX+GLOB-TAL', 'PRD-45696', 'https://partner.example.com/programs/haverstockx-glob-tal',
     NULL, NULL,
     '{"heading": "About the certificate", "blurb": "<p>Haverstock College awards a certificate of completion to every participant who completes all assignments of <em>Global Talent Strategy</em>.</p>"}',
     NULL,
     '2031-02-19 09:30+00', '2031-04-06 17:00+00', '2031-02-13 23:59+00', '05d48d3f-02da-5927-84ed-8bb29555aef6',
     '{"title": "Global Talent Strategy | Haverstock College", "description": "Talent moves faster than the policies that are meant to manage it. An online programme of Haverstock College.", "keywords": ["business", "online", "executive education"]}',
     NULL, NULL, 'published'),
    -- Boot camps
    ('LakeshoreX+CODE-BC', 'BC-35017', 'https://partner.example.com/programs/lakeshorex-code-bc',
     'https://www.example.org/learn/lakeshorex-code-bc', 'https://forms.example.com/lead/lakeshorex-code-bc',
     NULL,
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-02-05 16:00+00', '2031-07-20 16:00+00', '2031-01-30 23:59+00', 'b2eec240-724d-5b03-bda8-d8c20645953f',
     NULL,
     'course_stack', NULL, 'published'),
    ('Lakeshore-Extension+DATA-BC', 'BC-83545', 'https://partner.example.com/programs/lakeshore-extension-data-bc',
     NULL, NULL,
     NULL,
     NULL,
     '2031-02-12 14:00+00', '2031-07-27 23:59+00', '2031-02-06 23:59+00', 'e8a8bfd0-940d-58de-b007-aa163b9be901',
     NULL,
     'short_course', NULL, 'published'),
    ('PacificRimU+CYB-BC', 'BC-67337', 'https://partner.example.com/programs/pacificrimu-cyb-bc',
     'https://www.example.org/learn/pacificrimu-cyb-bc', NULL,
     NULL,
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}, {"heading": "31+", "blurb": "<p>countries in which participants live</p>"}]',
     '2031-02-19 00:00+00', '2031-08-03 23:59+00', '2031-02-13 23:59+00', '1b31799e-dc9e-588f-9169-82138771d8ad',
     NULL,
     'short_course', NULL, 'published'),
    ('NorthfieldX+UXUI-BC', 'BC-24223', 'https://partner.example.com/programs/northfieldx-uxui-bc',
     NULL, 'https://forms.example.com/lead/northfieldx-uxui-bc',
     NULL,
     NULL,
     '2031-02-05 09:30+00', '2031-07-20 17:00+00', '2031-01-30 23:59+00', '203262f0-db88-57f8-9f60-5b4f8404f8fc',
     NULL,
     NULL, NULL, 'published'),
    ('Corvin-IT+FINTECH-BC', 'BC-69631', 'https://partner.example.com/programs/corvin-it-fintech-bc',
     'https://www.example.org/learn/corvin-it-fintech-bc', NULL,
     NULL,
     '[{"heading": "9 in 10", "blurb": "<p>participants would recommend it to a colleague</p>"}]',
     '2031-06-11 16:00+00', '2031-11-23 16:00+00', '2031-06-05 23:59+00', '00f45de1-1f39-51f8-a43d-83e5a8d1c9ad',
     NULL,
     'course_stack', NULL, 'published');
